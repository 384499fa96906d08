import { type Draft, type DraftRequest, draft } from '../../../../server/src/core/index.ts';
import { loadSources } from '../../../../server/src/host/load-sources.ts';
import { nodeFiles } from '../../../../server/src/host/node-files.ts';
import type { LoadedRunbook } from './load-runbook.ts';
import { askInputs, givenInputs, type GivenInputs, type InputValues } from './read-inputs.ts';

/** What the command line asks of a draft. */
export interface DraftFlags extends GivenInputs {
  readonly host?: string;
  readonly sandbox?: boolean;
  readonly step?: string;
  /** Which blocks alone: checks, or remedies with their checks. */
  readonly only?: 'checks' | 'fixes';
}

/** The draft of a call, and the values of its secret inputs apart from it. Missing inputs are asked, or a usage error. */
export async function draftOf(
  { project, path }: LoadedRunbook,
  flags: DraftFlags,
): Promise<{ readonly draft: Draft; readonly secrets: InputValues['secrets']; readonly plan?: undefined }> {
  const request: DraftRequest = {
    sources: await loadSources(nodeFiles, project.documents.get(path)),
    ...(flags.host !== undefined && { hosts: flags.host }),
    ...(flags.sandbox !== undefined && { sandbox: flags.sandbox }),
    ...(flags.step !== undefined && { step: flags.step }),
    ...(flags.only === 'checks' && { checksOnly: true }),
    ...(flags.only === 'fixes' && { fixesOnly: true }),
  };
  const declared = draft(project, path, request);
  const given = givenInputs(declared.inputs, flags, process.env);
  const withValues = ({ inputs, secrets }: InputValues): Draft => {
    const known = { ...inputs, ...secrets };
    return Object.keys(known).length === 0 ? declared : draft(project, path, { ...request, inputs: known });
  };
  const first = withValues(given);
  // What is wrong with the runbook, and with what was given, is told before anybody is asked for values.
  const values = first.refusals.length > 0 ? given : await askInputs(first.missing, given);
  return { draft: values === given ? first : withValues(values), secrets: values.secrets };
}
