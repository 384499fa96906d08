import type { Directive, Item, Junk, LogrotateTree } from '../tree.ts';
import { forgivesUnknown } from '../version.ts';
import type { LogrotateRule } from './define.ts';

/** Lines that end in an `endscript` which belongs to no script. */
export interface StrayScript {
  readonly end: Directive;
  /** The lines before it that are no directives, and the `endscript`. */
  readonly directives: readonly Directive[];
  readonly junk: readonly Junk[];
  readonly start: number;
}

/** Every `endscript` outside of a script, with the unbroken run before it of lines that logrotate knows nothing of. */
export function strayScripts(tree: LogrotateTree): readonly StrayScript[] {
  const found: StrayScript[] = [];
  if (tree.named('endscript').length === 0) return found;
  const look = (items: readonly Item[]): void => {
    items.forEach((item, at) => {
      if (item.kind !== 'directive' || item.name.text !== 'endscript') return;
      const directives: Directive[] = [item];
      const junk: Junk[] = [];
      let start = item.span.start;
      for (let i = at - 1; i >= 0; i--) {
        const before = items[i] as Item;
        if (before.kind === 'comment') continue;
        if (before.kind === 'junk' && (before.reason === 'glued' || before.reason === 'no-keyword' || before.reason === 'log-name'))
          junk.push(before);
        else if (before.kind === 'directive' && before.record === undefined && before.name.text !== 'endscript') directives.push(before);
        else break;
        start = before.span.start;
      }
      found.push({ end: item, directives, junk, start });
    });
  };
  look(tree.items);
  for (const stanza of tree.stanzas) look(stanza.items);
  return found;
}

export const strayScript: LogrotateRule = {
  id: 'logrotate-stray-endscript',
  severity: 'error',
  summary: '`endscript` stands where no script was begun',
  why: 'Outside of a script logrotate reads each line as a directive: the lines of shell and `endscript` itself are unknown options (config.c, readConfigFile), and nothing of them is run.',
  story:
    'The line `postrotate` was deleted by mistake, `endscript` stayed. The daemon was never told to reopen its log, and went on writing to a file that had been deleted: the disk filled, and `du` found nothing.',
  bad: '/var/log/app.log {\n    daily\n    systemctl reload app\n    endscript\n}\n',
  good: '/var/log/app.log {\n    daily\n    missingok\n    rotate 7\n    postrotate\n        systemctl reload app\n    endscript\n}\n',
  *check({ tree, text, settings }) {
    const lenient = forgivesUnknown(settings);
    for (const run of strayScripts(tree)) {
      if (run.start === run.end.span.start) {
        yield {
          ...(lenient ? { severity: 'warning' as const } : {}),
          message: '`endscript` without a script: no `postrotate` or its like stands before it',
          span: run.end.name.span,
        };
        continue;
      }
      const indent = /[ \t]*$/.exec(text.slice(0, run.end.span.start).slice(-200))?.[0] ?? '';
      const lineStart = text.lastIndexOf('\n', run.start - 1) + 1;
      yield {
        // What is no keyword at all stays an error; unknown ones are not any more.
        ...(lenient && run.junk.length === 0 ? { severity: 'warning' as const } : {}),
        message:
          'These lines are outside of a script, so logrotate reads them as directives; a line `postrotate` (or `prerotate`, `firstaction` ...) is missing before them',
        span: { start: run.start, end: firstLineEnd(text, run.start, run.end.span.end) },
        fixes: [
          {
            title: 'Insert `postrotate`',
            certain: false,
            edits: [{ span: { start: lineStart, end: lineStart }, text: `${indent}postrotate\n` }],
          },
        ],
        related: [{ span: run.end.name.span, message: 'the `endscript` that they end in' }],
      };
    }
  },
};

function firstLineEnd(text: string, start: number, most: number): number {
  const end = text.indexOf('\n', start);
  return end < 0 || end > most ? most : end;
}
