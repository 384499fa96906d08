import { consequence, type LogrotateRule } from './define.ts';
import { strayScripts } from './stray-script.ts';

/** `lines must begin with a keyword or a filename` of config.c, readConfigFile. */
export const noKeyword: LogrotateRule = {
  id: 'logrotate-no-keyword',
  severity: 'error',
  summary: 'Text that is neither a directive nor a log name',
  why: 'Where a directive or a log name may begin, logrotate takes a letter, `/`, `~`, a quote, a brace or `#`. Anything else makes it leave out the stanza, or at top level the rest of the file (config.c, readConfigFile).',
  story:
    'A list bullet came along when an example was pasted from a wiki: `- daily`. That night the stanza was skipped, and so it was every night after.',
  bad: '/var/log/app.log {\n    daily = true\n}\n',
  good: '/var/log/app.log {\n    daily\n    rotate 7\n    missingok\n    notifempty\n}\n',
  *check({ tree, text }) {
    if (tree.junk.length === 0) return;
    const inScript = new Set(strayScripts(tree).flatMap((run) => run.junk));
    const lastOn = new Map<number, string>();
    for (const { item: directive } of tree.directives) lastOn.set(directive.span.end, directive.name.text);
    for (const { item: junk, stanza } of tree.junk) {
      if (junk.reason !== 'no-keyword') continue;
      if (inScript.has(junk)) continue;
      const c = text[junk.span.start] as string;
      const what = consequence(stanza !== undefined);
      // Line ends and the byte order mark have rules of their own.
      if (c === '\r' || c === '\uFEFF') continue;
      let before = junk.span.start;
      while (text[before - 1] === ' ' || text[before - 1] === '\t') before--;
      const flag = lastOn.get(before);
      const content = text.slice(junk.span.start, junk.span.end);
      if (flag !== undefined) {
        yield {
          message: `\`${flag}\` takes no value, and \`${content}\` behind it is no directive; ${what}`,
          span: junk.span,
          fixes: [{ title: `Remove \`${content}\``, certain: false, edits: [{ span: { start: before, end: junk.span.end }, text: '' }] }],
        };
      } else if (c === '\u00A0' || c === '\u200B') {
        yield {
          message: `An invisible character (U+${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}) stands before this line: a space or tab was expected; ${what}`,
          span: { start: junk.span.start, end: junk.span.start + 1 },
          fixes: [
            {
              title: 'Put a space in its place',
              certain: true,
              edits: [{ span: { start: junk.span.start, end: junk.span.start + 1 }, text: ' ' }],
            },
          ],
        };
      } else if (/^(\/\/|;|--)/.test(content)) {
        yield {
          message: `A comment begins with \`#\`; ${what}`,
          span: junk.span,
        };
      } else if (c === '{') {
        yield { message: `\`{\` without log names before it; ${what}`, span: { start: junk.span.start, end: junk.span.start + 1 } };
      } else {
        yield {
          message: `A line begins with a directive, or with a log name (\`/\`, \`~/\` or a quote), not with \`${c}\`; ${what}`,
          span: junk.span,
        };
      }
    }
  },
};
