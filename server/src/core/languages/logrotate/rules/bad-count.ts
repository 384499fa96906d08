import { readCInteger } from '../../values/c-integer.ts';
import { atLeast, judgingVersion } from '../version.ts';
import { inDirectives } from './alike.ts';
import { consequence, type LogrotateRule } from './define.ts';

/** `rotate`, `start`, `minage`, `maxage`, `shredcycles`, `minutes`: strtol or strtoul with base 0, cast to an int. */
export const badCount: LogrotateRule = {
  id: 'logrotate-bad-count',
  severity: 'error',
  summary: 'A count or a number of days that logrotate does not take',
  why: 'The whole rest of the line has to be one number: no unit, no comment, no second directive (config.c, readConfigFile: "bad rotation count" and its like). `rotate` may be -1, nothing else below 0.',
  story:
    '`rotate 7 # one week` was reviewed by two people. logrotate refused the comment with the number, left out the stanza, and the log was never rotated.',
  bad: '/var/log/app.log {\n    rotate 7 # one week\n    maxage 30d\n}\n',
  good: '/var/log/app.log {\n    # one week\n    rotate 7\n    daily\n    maxage 30\n    missingok\n    notifempty\n}\n',
  *check({ tree, settings }) {
    const version = judgingVersion(settings);
    yield* inDirectives(tree, ['count'], function* ({ item: directive, stanza }) {
      if (directive.value === undefined || directive.record === undefined) return;
      // A release that does not know the directive throws the value away with it.
      if (!atLeast(version, directive.record.since)) return;
      const name = directive.name.text;
      const { text, span } = directive.value;
      const { value, length } = readCInteger(text);
      const what = consequence(stanza !== undefined);
      if (length !== text.length) {
        const expected = name === 'rotate' ? 'a whole number from -1' : 'a whole number';
        const comment = /\s*#.*$/.exec(text)?.[0];
        const number = /^[+-]?\d+/.exec(text)?.[0];
        const left = comment === undefined ? text : text.slice(0, text.length - comment.length);
        const octal = /^0[0-7]*[89]/.test(text) ? ' (the leading 0 makes it octal)' : '';
        const fixes =
          comment !== undefined && readCInteger(left).length === left.length && left !== ''
            ? [
                {
                  title: 'Remove the comment',
                  certain: false,
                  edits: [{ span: { start: span.start + left.length, end: span.end }, text: '' }],
                },
              ]
            : number !== undefined && octal === ''
              ? [{ title: `Change it to \`${number}\``, certain: false, edits: [{ span, text: number }] }]
              : [];
        yield {
          message:
            comment === undefined
              ? `\`${text}\` is no number for \`${name}\`${octal}: ${expected} was expected, and nothing behind it; ${what}`
              : `A comment behind \`${name} ${left}\` belongs to the value, which is then no number; ${what}`,
          span,
          fixes,
        };
        return;
      }
      const clamped =
        name === 'rotate'
          ? clamp(value, -(2n ** 63n), 2n ** 63n - 1n)
          : BigInt.asUintN(64, clamp(value, -(2n ** 64n) + 1n, 2n ** 64n - 1n));
      const real = BigInt.asIntN(32, clamped);
      const least = name === 'rotate' ? -1n : name === 'minutes' ? 1n : 0n;
      if (real < least) {
        yield { message: `\`${name} ${text}\` is too small: it must be at least ${least}; ${what}`, span };
      } else if (real !== value) {
        yield { severity: 'warning', message: `\`${text}\` does not fit into 32 bits: logrotate reads \`${name} ${real}\``, span };
      }
    });
  },
};

function clamp(value: bigint, least: bigint, most: bigint): bigint {
  return value < least ? least : value > most ? most : value;
}
