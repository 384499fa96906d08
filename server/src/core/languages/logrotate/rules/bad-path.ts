import { inDirectives } from './alike.ts';
import { consequence, type LogrotateRule } from './define.ts';

/** config.c, readPath: no blank and nothing unprintable. */
export const badPath: LogrotateRule = {
  id: 'logrotate-bad-path',
  severity: 'error',
  summary: 'A path, command or extension with a blank in it',
  why: '`olddir`, `compresscmd`, `uncompresscmd` and `compressext` take the rest of the line, which may hold no blank: no options, no comment (config.c, readPath). Quotes do not help, they become part of the path.',
  story: '`compresscmd /usr/bin/zstd -19` was to save space. logrotate takes no options there, left out the stanza, and saved none.',
  bad: '/var/log/app.log {\n    compresscmd /usr/bin/xz -9\n}\n',
  good: '/var/log/app.log {\n    compress\n    compresscmd /usr/bin/xz\n    compressoptions -9\n    daily\n    rotate 7\n    missingok\n    notifempty\n}\n',
  *check({ tree }) {
    yield* inDirectives(tree, ['path'], function* ({ item: directive, stanza }) {
      if (directive.value === undefined) return;
      const name = directive.name.text;
      const { text, span } = directive.value;
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
      const blank = /[\s\u0000-\u001f\u007f]/.exec(text);
      if (blank === null) {
        if (/[^ -~]/.test(text)) {
          yield {
            severity: 'warning',
            message: `\`${text}\` has letters that logrotate only takes where it runs in a UTF-8 locale; cron and timers often run it in none`,
            span,
          };
        }
        return;
      }
      const options = name.endsWith('compresscmd') && /^\S+\s+-/.test(text);
      const head = text.slice(0, blank.index);
      const tail = text.slice(blank.index).trim();
      yield {
        message: options
          ? `\`${name}\` takes the command alone: options belong to \`compressoptions\`; ${consequence(stanza !== undefined)}`
          : `The value of \`${name}\` may hold no blank${tail.startsWith('#') ? ', and no comment may follow it' : ''}; ${consequence(stanza !== undefined)}`,
        span,
        ...(options && name === 'compresscmd'
          ? {
              fixes: [
                {
                  title: 'Move the options to `compressoptions`',
                  certain: false,
                  edits: [{ span, text: `${head}\n    compressoptions ${tail}` }],
                },
              ],
            }
          : {}),
      };
    });
  },
};
