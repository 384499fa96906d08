import { resolve } from 'node:path';
import { isMarkdownPath, type Project } from '../../../../server/src/core/index.ts';
import { type Configuration, loadConfiguration, nearestConfigurations } from '../../../../server/src/host/configuration.ts';
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
  return load(file, resolve(file), undefined, sshConfig);
}

/** A runbook whose text is known, as if it lay at `path` (absolute). */
export async function loadText(path: string, text: string, sshConfig: string | undefined): Promise<LoadedRunbook> {
  return load(path, path, text, sshConfig);
}

/** What opsbook.yaml nearest above `folder` and the ssh_config say of hosts. */
export async function loadHosts(folder: string, sshConfig: string | undefined): Promise<Configuration> {
  await mustBeThere(sshConfig);
  return loadConfiguration(nodeFiles, folder, { sshConfig: sshConfigPath(sshConfig) });
}

async function load(file: string, path: string, text: string | undefined, sshConfig: string | undefined): Promise<LoadedRunbook> {
  if (!isMarkdownPath(path)) throw new UsageError(`\`${file}\` is no runbook: a Markdown file (\`.md\`) was expected`);
  await mustBeThere(sshConfig);
  const configurationFor = nearestConfigurations(nodeFiles, { sshConfig: sshConfigPath(sshConfig) });
  const wanted = [{ path, named: true, ...(text !== undefined && { text }) }];
  const { projectFor, troubles } = await loadProject({ files: nodeFiles, wanted, configurationFor });
  const [trouble] = troubles;
  if (trouble !== undefined) throw new UsageError(`\`${file}\`: ${trouble.message}`);
  return { project: projectFor(path), path };
}

async function mustBeThere(sshConfig: string | undefined): Promise<void> {
  if (sshConfig !== undefined && (await nodeFiles.kindOf(resolve(sshConfig))) !== 'file')
    throw new UsageError(`--ssh-config: \`${sshConfig}\` is not there`);
}
