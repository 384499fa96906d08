import { randomBytes } from 'node:crypto';
import type { HostPart, Waiting } from './host-part.ts';
import { putBack } from './install/put-back.ts';
import { reach } from './reach.ts';
import type { RunContext } from './run-context.ts';

/**
 * Puts back what was there before each of the installed files, last first; where one has a reload, that is marked on the host as owed before.
 * Resolves with a sentence for each that could not be put back and, where what this run wrote is to be kept as that of another run `keepAs`, where
 * that of the last one lies. May throw a HostTrouble.
 */
export async function filesBack(
  context: RunContext,
  part: HostPart,
  installed: readonly Waiting[],
  keepAs?: string,
): Promise<{ readonly troubles: readonly string[]; readonly kept: string | undefined }> {
  const troubles: string[] = [];
  let wrote: string | undefined;
  for (const { block, path, digest, end } of [...installed].reverse()) {
    const { connection, filesUnder } = await reach(context, part, block, part.name);
    const access = { sudo: block.sudo, filesUnder, token: randomBytes(6).toString('hex') };
    const reload = block.install?.reload;
    const file = {
      path,
      digest,
      kept: end.kept,
      ...(reload !== undefined && { owed: `${context.id} ${reload} ${path}` }),
      ...(keepAs !== undefined && { keepAs }),
    };
    const { trouble, kept } = await putBack(connection, file, access);
    wrote ??= kept;
    if (trouble === undefined) {
      await context.emit({ type: 'put-back', block: block.name, host: part.name, path });
      part.changed.delete(block.name);
      const planned = context.plan.files.find((each) => each.host === part.name && each.path === path);
      part.wrote.set(path, planned?.found);
    } else
      troubles.push(`\`${path}\` could not be put back${end.kept === undefined ? '' : ` (the old file is \`${end.kept}\`)`}: ${trouble}`);
  }
  return { troubles, kept: wrote };
}
