import { join } from 'node:path';
import { stateFolder } from '../../run/state-folder.ts';

/** Where the records of this user's runs lie, a folder each. */
export function recordsFolder(): string {
  return join(stateFolder(), 'runs');
}
