import { inheritedSettings } from '../inherited-settings.ts';
import { inStanzas } from './alike.ts';
import { type LogrotateRule, removeLine } from './define.ts';

/** logrotate.c, prerotateSingleLog and rotateSingleLog look at LOG_FLAG_DELAYCOMPRESS only where LOG_FLAG_COMPRESS is set. */
export const delayWithoutCompress: LogrotateRule = {
  id: 'logrotate-delay-without-compress',
  severity: 'warning',
  summary: '`delaycompress` where nothing is compressed',
  why: '`delaycompress` only says when `compress` is done. A file of `/etc/logrotate.d` may get its `compress` from `logrotate.conf`, but the one that distributions ship has it commented out.',
  story: '`delaycompress` was believed to compress. The logs of a year lay there as plain text when the disk alarm came.',
  bad: '/var/log/app.log {\n    daily\n    delaycompress\n}\n',
  good: '/var/log/app.log {\n    daily\n    rotate 7\n    compress\n    delaycompress\n    missingok\n    notifempty\n}\n',
  *check({ tree, text, facts, closed }) {
    const inherited = inheritedSettings(facts).get('compress')?.directive;
    yield* inStanzas(tree, function* (scope) {
      const delay = scope.own.get('delaycompress');
      if (delay?.name.text !== 'delaycompress') return;
      const compress = scope.get('compress');
      if (compress?.name.text === 'compress') return;
      if (compress === undefined && inherited === 'compress') return;
      // `compress;` is told already.
      if (scope.stanza.items.some((item) => item.kind === 'junk' && item.word?.text === 'compress')) return;
      yield {
        message:
          compress === undefined
            ? `\`delaycompress\` has no effect without \`compress\`, which ${closed ? 'stands neither here nor in a file that includes this one' : 'this file does not set'}`
            : '`delaycompress` has no effect: `nocompress` is in force here',
        span: delay.span,
        ...(compress === undefined ? {} : { related: [{ span: compress.name.span, message: '`nocompress` stands here' }] }),
        fixes: [
          ...(compress === undefined
            ? [
                {
                  title: 'Add `compress`',
                  certain: false,
                  edits: [
                    { span: { start: delay.span.start, end: delay.span.start }, text: `compress\n${indentOf(text, delay.span.start)}` },
                  ],
                },
              ]
            : []),
          removeLine(text, delay, false),
        ],
      };
    });
  },
};

function indentOf(text: string, at: number): string {
  let start = at;
  while (text[start - 1] === ' ' || text[start - 1] === '\t') start--;
  return text.slice(start, at);
}
