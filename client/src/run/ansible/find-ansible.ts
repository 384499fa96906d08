import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The path of `ansible-playbook` in the folders of `path` (as PATH holds them); undefined where it is not installed. */
export function findAnsible(path = process.env['PATH'] ?? ''): string | undefined {
  for (const folder of path.split(delimiter)) {
    const file = join(folder || '.', 'ansible-playbook');
    try {
      accessSync(file, constants.X_OK);
      if (statSync(file).isFile()) return file;
    } catch {
      // Not here.
    }
  }
  return undefined;
}

/** What to do where it is missing. */
export const withoutAnsible =
  '`--engine ansible` needs `ansible-playbook`, which is not in PATH: `apt install ansible-core`, `dnf install ansible-core` or `pipx install ansible-core` brings it; without `--engine` opsbook runs the plan by itself';
