import { UsageError } from '../usage-error.ts';

/** `opsbook sandbox reset`: forgets every change that was made in the sandbox. */
export async function sandboxCommand(action: string): Promise<number> {
  if (action !== 'reset') throw new UsageError(`\`sandbox ${action}\` is unknown; \`sandbox reset\` was expected`);
  const { resetSandbox } = await import('../../run/bundle.ts');
  resetSandbox();
  process.stdout.write('the sandbox is as new\n');
  return 0;
}
