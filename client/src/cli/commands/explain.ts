import pc from 'picocolors';
import { allRules, nearest, ruleNamed } from '../../../../server/src/core/index.ts';
import { UsageError } from '../usage-error.ts';

/** Prints what a rule reports, why, a bad and a good example; without a name, all rules a line each. */
export function explainCommand(id: string | undefined): number {
  if (id === undefined) {
    const rules = allRules();
    const width = Math.max(...rules.map((rule) => rule.id.length));
    for (const rule of [...rules].sort((a, b) => (a.id < b.id ? -1 : 1)))
      process.stdout.write(`${rule.id.padEnd(width)}  ${rule.severity.padEnd(7)}  ${rule.summary}\n`);
    return 0;
  }
  const rule = ruleNamed(id);
  if (rule === undefined) {
    const meant = nearest(
      id,
      allRules().map((candidate) => candidate.id),
    );
    throw new UsageError(
      `no rule is called \`${id}\`${meant === undefined ? '; `opsbook explain` lists them' : `; did you mean \`${meant}\`?`}`,
    );
  }
  const indented = (text: string): string => text.replace(/\n$/, '').replace(/^/gm, '    ');
  process.stdout.write(
    `${pc.bold(rule.id)}  ${rule.severity}\n\n${rule.summary}.\n\n${rule.why}\n\n${rule.story === undefined ? '' : `${rule.story}\n\n`}${pc.red('bad')}\n${indented(rule.bad)}\n\n${pc.green('good')}\n${indented(rule.good)}\n\nTo switch it off: opsbook-disable-next-line ${rule.id} in a comment, or rules: { ${rule.id}: off } in opsbook.yaml\n`,
  );
  return 0;
}
