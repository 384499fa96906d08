import { isKeyed } from '../../../../server/src/core/index.ts';
import { lookAtFile, LookTrouble } from '../install/look-at-file.ts';
import { wantedText } from '../install/wanted-text.ts';
import { HostTrouble } from '../connections.ts';
import { loginOf } from '../make-plan.ts';
import type { Plan } from '../plan.ts';
import type { RunEnvironment } from '../run-context.ts';
import { fillHoles } from '../values/fill.ts';
import { ownValue } from '../values/own-value.ts';
import { hostName } from './writer.ts';

/** The files that keyed parts make, for Ansible, which cannot put such units in. */
export interface MergedParts {
  /** By Ansible's name of the host, then by block. */
  readonly texts: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** For each line of such a file the document's that it came from. */
  lines(block: string, host: string): readonly (number | undefined)[];
}

/**
 * Puts every keyed part into what stands on its hosts now. A file that is no longer what the plan saw, and a host that does not answer, is left
 * out: the playbook refuses the one before it comes to the text, and does not reach the other.
 */
export async function mergedParts(plan: Plan, { connections, secrets = {}, signal }: RunEnvironment): Promise<MergedParts> {
  const texts: Record<string, Record<string, string>> = {};
  const lines = new Map<string, readonly (number | undefined)[]>();
  const blocks = plan.draft.blocks.filter(({ install }) => install?.part === true && isKeyed(install.language));
  for (const block of blocks) {
    const install = block.install as NonNullable<typeof block.install>;
    await Promise.all(
      block.targets.map(async (host) => {
        const filled = fillHoles(install.text, install.holes, (name) => secrets[name] ?? ownValue(plan.draft, host, name));
        if ('trouble' in filled) return;
        const planned = plan.files.find((file) => file.block === block.name && file.host === host);
        if (planned?.refused === true || signal?.aborted === true) return;
        try {
          const { connection, filesUnder } = await connections.get(host, loginOf(block, host));
          const look = await lookAtFile(connection, install.path, {
            sudo: block.sudo,
            filesUnder,
            ...(signal !== undefined && { signal }),
          });
          if (planned !== undefined && planned.found?.digest !== look.found?.digest) return;
          const wanted = wantedText(block, look, filled.text);
          if (typeof wanted === 'string') return;
          texts[hostName(host)] = { ...texts[hostName(host)], [block.name]: wanted.text };
          lines.set(`${block.name}\0${host}`, wanted.sourceLines);
        } catch (error) {
          if (!(error instanceof HostTrouble) && !(error instanceof LookTrouble)) throw error;
        }
      }),
    );
  }
  return { texts, lines: (block, host) => lines.get(`${block}\0${host}`) ?? [] };
}
