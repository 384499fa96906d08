import { isShellLanguage } from '../runbook/fence-languages.ts';
import type { RunbookRule } from './runbook-rule.ts';

/** A prompt in front of the commands of a shell fence. */
export const prompt: RunbookRule = {
  id: 'runbook-prompt',
  severity: 'info',
  summary: 'A line of a shell fence that begins with `$ `',
  why: 'The `$ ` is the prompt of whoever wrote it down. opsbook leaves one off and runs the rest, but nobody can copy the block into a shell, and other tools run a program called `$`. In a fence where only some lines have it the others are mostly what the commands printed, and they would be run as commands too.',
  story:
    'A page showed `$ df -h /var` and below it the table that it printed. In a fence of `sh` the first line of the table was run: `Filesystem: command not found`, and the step had failed before the repair began.',
  bad: '---\nrunbook:\n---\n\n```sh\n$ df -h /var\n$ du -sh /var/log\n```\n',
  good: '---\nrunbook:\n---\n\n```sh\ndf -h /var\ndu -sh /var/log\n```\n',
  *check({ runbook }) {
    for (const block of runbook.blocks) {
      if (block.kind !== 'step' || !isShellLanguage(block.language.toLowerCase())) continue;
      const prompts = [...block.text.matchAll(/^\$ /gm)];
      const first = prompts[0];
      if (first === undefined) continue;
      const span = block.map.toDocument({ start: first.index, end: first.index + 1 });
      if (printed(block.text)) {
        const at = runbook.text.indexOf(block.language, block.infoSpan.start);
        const language = { start: at, end: at + block.language.length };
        yield {
          span,
          severity: 'warning',
          message:
            'Some lines have a prompt and others have none: those would be run as commands too; if they are what was printed, a fence of `console` was expected',
          fixes:
            at < 0 || at >= block.infoSpan.end
              ? []
              : [{ title: 'Make it a transcript', certain: false, edits: [{ span: language, text: 'console' }] }],
        };
        continue;
      }
      yield {
        span,
        message: 'The `$ ` in front of a command is a prompt; the command alone was expected',
        fixes: [
          {
            title: 'Remove the prompts',
            certain: true,
            edits: prompts.map(({ index }) => ({ span: block.map.toDocument({ start: index, end: index + 2 }), text: '' })),
          },
        ],
      };
    }
  },
};

/** Whether lines without a prompt stand there that continue none and are no comment. */
function printed(text: string): boolean {
  let open = false;
  for (const line of text.split('\n')) {
    const command = line.startsWith('$ ');
    const goesOn: boolean = open;
    open = (command || goesOn) && /(\\|\||&&|\b(do|then|else)|[{(])\s*$|<<-?\s*\S/.test(line);
    if (command || goesOn || line.trim() === '' || /^\s*#/.test(line)) continue;
    if (/^\s/.test(line)) {
      // Indented: the body of what was begun above.
      continue;
    }
    return true;
  }
  return false;
}
