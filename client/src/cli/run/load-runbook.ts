import { resolve } from 'node:path';
import { isMarkdownPath, type Project } from '../../../../server/src/core/index.ts';
import { nearestConfigurations } from '../../../../server/src/host/configuration.ts';
import { loadProject } from '../../../../server/src/host/load-project.ts';
import { nodeFiles } from '../../../../server/src/host/node-files.ts';
import { UsageError } from '../usage-error.ts';
import { sshHome } from '../../hosts/ssh-home.ts';

/** A runbook with its project: hosts and settings are known, its text is read. */
export interface LoadedRunbook {
  readonly project: Project;
  /** Absolute. */
  readonly path: string;
}

/** The ssh_config that names hosts: the one given, else the user's own. */
export function sshConfigPath(given: string | undefined): string {
  return given === undefined ? resolve(sshHome(), '.ssh/config') : resolve(given);
}

/** Loads the runbook that was named on the command line; one that cannot be read is a usage error. */
export async function loadRunbook(file: string, sshConfig: string | undefined): Promise<LoadedRunbook> {
  const path = resolve(file);
  if (sshConfig !== undefined && (await nodeFiles.kindOf(resolve(sshConfig))) !== 'file')
    throw new UsageError(`--ssh-config: \`${sshConfig}\` is not there`);
  if (!isMarkdownPath(path)) throw new UsageError(`\`${file}\` is no runbook: a Markdown file (\`.md\`) was expected`);
  const configurationFor = nearestConfigurations(nodeFiles, { sshConfig: sshConfigPath(sshConfig) });
  const { projectFor, troubles } = await loadProject({ files: nodeFiles, wanted: [{ path, named: true }], configurationFor });
  const [trouble] = troubles;
  if (trouble !== undefined) throw new UsageError(`\`${file}\`: ${trouble.message}`);
  return { project: projectFor(path), path };
}
