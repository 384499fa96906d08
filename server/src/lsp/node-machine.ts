import { existsSync, realpathSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { account } from '../host/account.ts';
import { loadSources } from '../host/load-sources.ts';
import { nodeFiles } from '../host/node-files.ts';
import { ShellCheck } from '../host/shellcheck.ts';
import type { Machine } from './machine.ts';
import type { RulePages } from './rule-pages.ts';

/** The machine that Node runs on. */
export const nodeMachine: Machine = {
  files: nodeFiles,
  sshConfig: join(account().homedir, '.ssh', 'config'),
  hostName: hostname(),
  rulePages: pagesBesideProgram,
  shellCheck: (program) => new ShellCheck(program),
  sources: (document) => loadSources(nodeFiles, document),
};

/** The files in `docs/rules` beside the folder of this program, where they are. */
function pagesBesideProgram(): RulePages {
  const [, program] = process.argv;
  if (program === undefined || !existsSync(program)) return () => undefined;
  const folder = join(dirname(realpathSync(program)), '..', 'docs', 'rules');
  if (!existsSync(folder)) return () => undefined;
  return (rule) => pathToFileURL(join(folder, `${rule}.md`)).toString();
}
