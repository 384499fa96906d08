import type { RunbookRule } from './runbook-rule.ts';

/** Shell that its shell refuses to read. */
export const shellSyntax: RunbookRule = {
  id: 'runbook-shell-syntax',
  severity: 'error',
  summary: 'A step whose shell cannot be read',
  why: 'The shell reads a script command by command: what stands above the mistake has run on every host when it is found, and the rest has not. `bash -n` and `dash -n` are the judges of this rule.',
  story:
    'A quote was lost when a step was edited in a hurry. The shell notices such a thing only when it comes to it: half of the script had run, on forty hosts, when the rest was refused.',
  bad: '---\nrunbook:\n---\n\n```sh\nif systemctl is-active haproxy; then\n  systemctl reload haproxy\n```\n',
  good: '---\nrunbook:\n---\n\n```sh\nif systemctl is-active haproxy; then\n  systemctl reload haproxy\nfi\n```\n',
  *check({ runbook, document }) {
    for (const block of runbook.blocks) {
      for (const { span, message, severity, related } of document.shells.get(block.index)?.errors ?? []) {
        yield {
          span: block.map.toDocument(span),
          message,
          severity,
          ...(related && { related: [{ span: block.map.toDocument(related.span), message: related.message }] }),
        };
      }
    }
  },
};
