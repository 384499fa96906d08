import { randomBytes } from 'node:crypto';
import type { HostPart, Waiting } from './host-part.ts';
import { type PutBack, putBack, type WrittenFile } from './install/put-back.ts';
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
  for (const file of [...installed].reverse()) {
    const { trouble, kept } = await fileBack(context, part, file, keepAs === undefined ? {} : { keepAs });
    wrote ??= kept;
    if (trouble === undefined) await isBack(context, part, file);
    else troubles.push(trouble);
  }
  return { troubles, kept: wrote };
}

/** Puts back what was there before an installed file, and tells nobody; a trouble is a whole sentence. May throw a HostTrouble. */
export async function fileBack(
  context: RunContext,
  part: HostPart,
  { block, path, digest, end }: Waiting,
  how: Pick<WrittenFile, 'keepAs' | 'armed'>,
): Promise<PutBack> {
  const { connection, filesUnder } = await reach(context, part, block, part.name);
  const access = { sudo: block.sudo, filesUnder, token: randomBytes(6).toString('hex') };
  const reload = block.install?.reload;
  const file = { path, digest, kept: end.kept, ...how, ...(reload !== undefined && { owed: `${context.id} ${reload} ${path}` }) };
  const done = await putBack(connection, file, access);
  if (done.trouble === undefined) return done;
  const where = end.kept === undefined ? '' : ` (the old file is \`${end.kept}\`)`;
  return { ...done, trouble: `\`${path}\` could not be put back${where}: ${done.trouble}` };
}

/** Tells, and notes on the host's part, that what was there before an installed file is there again. */
export async function isBack(context: RunContext, part: HostPart, { block, path }: Pick<Waiting, 'block' | 'path'>): Promise<void> {
  await context.emit({ type: 'put-back', block: block.name, host: part.name, path });
  part.changed.delete(block.name);
  const planned = context.plan.files.find((each) => each.host === part.name && each.path === path);
  part.wrote.set(path, planned?.found);
}
