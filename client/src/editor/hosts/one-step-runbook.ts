/** A runbook of one step that asks hosts a command, to be planned and run as any other. */
export function oneStepRunbook(hosts: string, command: string): string {
  const ticks = '`'.repeat(Math.max(3, ...[...command.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  const title = command.split('\n')[0]?.slice(0, 60) ?? '';
  // Every host is asked, whatever becomes of the others.
  const head = [
    '---',
    `title: ${JSON.stringify(title)}`,
    'runbook:',
    `  hosts: ${JSON.stringify(hosts)}`,
    '  max-failures: 100%',
    '---',
    '',
  ];
  return [...head, `${ticks}sh {name=ask}`, command, ticks, ''].join('\n');
}
