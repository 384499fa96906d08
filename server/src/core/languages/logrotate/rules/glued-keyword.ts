import { nearest } from '../../values/suggest.ts';
import { directives } from '../facts/directives.ts';
import { directiveNamed } from '../keywords.ts';
import { consequence, type LogrotateRule } from './define.ts';
import { strayScripts } from './stray-script.ts';

/** `keyword '%s' not properly separated` of config.c, readConfigFile. */
export const gluedKeyword: LogrotateRule = {
  id: 'logrotate-glued-keyword',
  severity: 'error',
  summary: 'A keyword is followed by something other than white space or `=`',
  why: 'A keyword is letters only; behind it logrotate wants white space or `=`. Else it leaves out the stanza, or at top level the rest of the file (config.c, readConfigFile: "not properly separated").',
  story:
    'Somebody shortened `rotate 7` to `rotate7`. logrotate left out the whole stanza, and the log of the web server grew for eight weeks until the disk was full.',
  bad: '/var/log/app.log {\n    rotate5\n    missingok;\n}\n',
  good: '/var/log/app.log {\n    rotate 5\n    daily\n    missingok\n    notifempty\n}\n',
  *check({ tree, text }) {
    const inScript = new Set(strayScripts(tree).flatMap((run) => run.junk));
    for (const { item: junk, stanza } of tree.junk) {
      if (junk.reason !== 'glued') continue;
      const { word } = junk;
      if (word === undefined || inScript.has(junk)) continue;
      const behind = text.slice(word.span.end, junk.span.end);
      const c = behind.slice(0, 1);
      const what = consequence(stanza !== undefined);
      const known = directiveNamed(word.text);
      if (c === '/') {
        yield {
          message: `\`${text.slice(junk.span.start, junk.span.end).split(/\s/)[0]}\` is neither a directive nor a path: log names begin with \`/\`, \`~/\` or a quote; ${what}`,
          span: junk.span,
          fixes: [
            { title: 'Put `/` before it', certain: false, edits: [{ span: { start: junk.span.start, end: junk.span.start }, text: '/' }] },
          ],
        };
      } else if (known !== undefined && /^[;,.:]+$/.test(behind)) {
        yield {
          message: `\`${behind}\` right behind \`${word.text}\`: directives end with their line, nothing else; ${what}`,
          span: { start: word.span.end, end: junk.span.end },
          fixes: [
            { title: `Remove \`${behind}\``, certain: true, edits: [{ span: { start: word.span.end, end: junk.span.end }, text: '' }] },
          ],
        };
      } else if (known !== undefined) {
        const sign = /^[:]\s*/.exec(behind)?.[0] ?? '';
        yield {
          message: `\`${word.text}\` and \`${c}\` behind it are not separated: white space or \`=\` was expected; ${what}`,
          span: { start: word.span.start, end: word.span.end + 1 },
          fixes: [
            {
              title: `Separate them: \`${word.text} ${behind.slice(sign.length)}\``,
              certain: /^\d/.test(behind),
              edits: [{ span: { start: word.span.end, end: word.span.end + sign.length }, text: ' ' }],
            },
          ],
        };
      } else {
        const whole = /^[\w-]+/.exec(text.slice(junk.span.start, junk.span.end))?.[0] ?? word.text;
        const near = nearest(
          whole.replace(/[_-]/g, ''),
          directives.map((record) => record.name),
        );
        yield {
          message: `\`${word.text}\` is no directive, and \`${c}\` cannot stand in one${near === undefined ? '' : `; \`${near}\` is near`}; ${what}`,
          span: { start: junk.span.start, end: junk.span.start + whole.length },
          ...(near === undefined
            ? {}
            : {
                fixes: [
                  {
                    title: `Change it to \`${near}\``,
                    certain: false,
                    edits: [{ span: { start: junk.span.start, end: junk.span.start + whole.length }, text: near }],
                  },
                ],
              }),
        };
      }
    }
  },
};
