import { draft } from '../../../../server/src/core/index.ts';
import { loadSources } from '../../../../server/src/host/load-sources.ts';
import { nodeFiles } from '../../../../server/src/host/node-files.ts';
import { withoutAnsi } from '../../run/ansi.ts';
import { loadRunbook } from '../run/load-runbook.ts';
import { type GivenInputs, givenInputs } from '../run/read-inputs.ts';

/** A runbook as a playbook of Ansible's; undefined where it cannot be one: why is told on standard error, with the lines. Nobody is asked for secrets. */
export async function exportPlaybook(
  file: string,
  flags: GivenInputs & { readonly host?: string; readonly sshConfig?: string },
): Promise<string | undefined> {
  const { project, path } = await loadRunbook(file, flags.sshConfig);
  const document = project.documents.get(path);
  const request = { sources: await loadSources(nodeFiles, document), ...(flags.host !== undefined && { hosts: flags.host }) };
  const { inputs } = givenInputs(draft(project, path, request).inputs, flags, process.env);
  const { playbookExport } = await import('../../run/bundle.ts');
  const made = playbookExport(
    draft(project, path, { ...request, inputs }),
    flags.host ?? document?.runbook?.frontMatter.hosts,
    project.inventory,
  );
  if ('text' in made) return made.text;
  for (const { line, message } of made.refusals) process.stderr.write(`opsbook: ${withoutAnsi(file)}:${line}: ${withoutAnsi(message)}\n`);
  return undefined;
}
