import { nearest } from '../../values/suggest.ts';
import { directives } from '../facts/directives.ts';
import type { Directive, Placed } from '../tree.ts';
import { forgivesUnknown } from '../version.ts';
import type { LogrotateRule } from './define.ts';
import { strayScripts } from './stray-script.ts';

const names = directives.map((record) => record.name);

/** `unknown option` of config.c, readConfigFile. */
export const unknownDirective: LogrotateRule = {
  id: 'logrotate-unknown-directive',
  severity: 'error',
  summary: 'A line begins with a keyword that logrotate does not know',
  why: 'logrotate throws the line away and goes on (config.c, readConfigFile: "unknown option"). To 3.21 that is an error and the run ends with status 1; from 3.22 it is a warning. Keywords are compared with their case.',
  story:
    "An administrator wrote `dailly`. The night's run printed one line that cron mailed to nobody, the log went by the default of 1 MB instead of by the day, and the auditors asked why three days shared a file.",
  bad: '/var/log/app.log {\n    dailly\n    rotate 7\n}\n',
  good: '/var/log/app.log {\n    daily\n    rotate 7\n    missingok\n    notifempty\n}\n',
  *check({ tree, text, settings }) {
    const lenient = forgivesUnknown(settings);
    const inScript = new Set<Directive>(strayScripts(tree).flatMap((run) => run.directives));
    for (const { item: directive } of tree.unknown) {
      const { name } = directive;
      if (inScript.has(directive)) continue;
      const previous = directiveBefore(tree.directives, name.span.start);
      const severity = lenient ? ('warning' as const) : ('error' as const);
      const flag = previous !== undefined && sameLine(text, previous.span.end, name.span.start) ? previous : undefined;
      const near = nearest(name.text, names);
      if (flag !== undefined && near === undefined) {
        const title = `Remove \`${text.slice(name.span.start, directive.span.end)}\``;
        yield {
          severity,
          message: `\`${flag.name.text}\` takes no value: \`${name.text}\` behind it is read as a directive of its own, which logrotate does not know`,
          span: name.span,
          fixes: [{ title, certain: false, edits: [{ span: { start: flag.span.end, end: directive.span.end }, text: '' }] }],
        };
        continue;
      }
      if (near === undefined) {
        yield { severity, message: `logrotate knows no directive \`${name.text}\`: it throws the line away`, span: name.span };
        continue;
      }
      yield {
        severity,
        message: `logrotate knows no directive \`${name.text}\`; \`${near}\` is near`,
        span: name.span,
        fixes: [{ title: `Change it to \`${near}\``, certain: false, edits: [{ span: name.span, text: near }] }],
      };
    }
  },
};

function sameLine(text: string, from: number, to: number): boolean {
  return to - from < 200 && !text.slice(from, to).includes('\n');
}

/** The directive that begins last before `offset`. */
function directiveBefore(all: readonly Placed<Directive>[], offset: number): Directive | undefined {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((all[middle] as Placed<Directive>).item.span.start < offset) low = middle + 1;
    else high = middle;
  }
  return all[low - 1]?.item;
}
