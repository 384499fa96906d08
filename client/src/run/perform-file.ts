import { randomBytes } from 'node:crypto';
import { deploymentOf } from '../../../server/src/core/index.ts';
import type { DraftBlock } from '../../../server/src/core/runbook/draft-types.ts';
import type { HostPart, Waiting } from './host-part.ts';
import { digestOf } from './install/digest.ts';
import { type InstallEnd, installFile } from './install/install-file.ts';
import { judgement } from './install/judgement.ts';
import { lookAtFile } from './install/look-at-file.ts';
import { putBack } from './install/put-back.ts';
import type { PreparedFile } from './prepare-file.ts';
import { reach } from './reach.ts';
import type { RunContext } from './run-context.ts';

/**
 * Installs a prepared file, tells the daemon's words, and notes on the host's part what was written; nothing where the path `armed` is gone from
 * the host. May throw a HostTrouble.
 */
export async function performFile(
  context: RunContext,
  block: DraftBlock,
  part: HostPart,
  prepared: PreparedFile,
  armed?: string,
): Promise<InstallEnd> {
  const place = { block: block.name, host: part.name };
  const { connection, filesUnder } = await reach(context, part, block, part.name);
  if (prepared.diff !== '' && !prepared.ask)
    await context.emit({ type: 'difference', ...place, path: prepared.found.path, diff: prepared.diff });
  const back = prepared.install.back?.[part.name];
  if (back !== undefined) return takeBack(context, block, part, back, armed);
  const deployment = deploymentOf(block.install?.language);
  const done = await installFile(
    connection,
    {
      install: prepared.install,
      text: prepared.text,
      found: prepared.found,
      deployment,
      run: context.id,
      token: randomBytes(6).toString('hex'),
      sudo: block.sudo,
      filesUnder,
      armed,
      timeout: block.timeout,
      grace: block.grace,
    },
    context.signal,
  );
  const end = done.result === 'lost' ? await truthOf(context, block, part, prepared, done) : done;
  for (const message of end.notes) await context.emit({ type: 'note', ...place, level: 'info', message });
  if (end.judged === 2)
    await context.emit({
      type: 'note',
      ...place,
      level: 'warning',
      message: 'the daemon that could judge it is not on this host; it was installed unjudged',
    });
  const rejected = end.judged !== undefined && end.judged !== 0 && end.judged !== 2;
  const words = judgement(end.words, deployment, [prepared.install.path, prepared.found.path], prepared.sourceLines);
  for (const { message, line } of words) {
    // Of a candidate that was taken only what speaks of its lines is worth a word.
    if (!rejected && line === undefined) continue;
    if (block.sensitive) {
      if (line !== undefined)
        await context.emit({
          type: 'note',
          ...place,
          level: rejected ? 'error' : 'warning',
          message: 'the daemon speaks of this line; its words are not shown: the block is `sensitive`',
          line,
        });
      continue;
    }
    await context.emit({ type: 'note', ...place, level: rejected ? 'error' : 'warning', message, ...(line !== undefined && { line }) });
  }
  if (end.kept !== undefined)
    await context.emit({ type: 'note', ...place, level: 'info', message: `the old file is kept as \`${end.kept}\`` });
  if (end.result === 'installed') {
    await context.emit({
      type: 'installed',
      ...place,
      path: prepared.found.path,
      digest: end.wrote?.digest ?? digestOf(prepared.text),
      ...(end.kept !== undefined && { kept: end.kept }),
    });
    part.changed.add(block.name);
    part.wrote.set(prepared.found.path, end.wrote ?? { digest: digestOf(prepared.text), owner: '', group: '', mode: '' });
  }
  return end;
}

/** What a file block that was installed, or found as it should be, left on its host. */
export function waitingOf(block: DraftBlock, startedAt: number, file: PreparedFile, end: InstallEnd): Waiting {
  const digest = end.wrote?.digest ?? (file.install.back === undefined ? digestOf(file.text) : '');
  return { block, startedAt, end, path: file.found.path, digest };
}

/** Puts back what an earlier run found at a path; what is there is kept, so that this can be taken back too. */
async function takeBack(
  context: RunContext,
  block: DraftBlock,
  part: HostPart,
  back: NonNullable<NonNullable<DraftBlock['install']>['back']>[string],
  armed: string | undefined,
): Promise<InstallEnd> {
  const { connection, filesUnder } = await reach(context, part, block, part.name);
  const token = randomBytes(6).toString('hex');
  const file = { path: back.path, digest: back.digest, kept: back.kept, keepAs: context.id, armed };
  const done = await putBack(connection, file, { sudo: block.sudo, filesUnder, token });
  const end = { notes: [], words: [], judged: undefined, owed: false };
  if (done.trouble !== undefined)
    return { ...end, result: done.lost ? 'lost' : 'failed', message: done.trouble, kept: undefined, wrote: undefined };
  part.changed.add(block.name);
  part.wrote.set(back.path, done.wrote);
  const place = { block: block.name, host: part.name };
  await context.emit({
    type: 'installed',
    ...place,
    path: back.path,
    digest: done.wrote?.digest ?? '',
    ...(done.kept !== undefined && { kept: done.kept }),
  });
  return { ...end, result: 'installed', message: undefined, kept: done.kept, wrote: done.wrote };
}

/** After the connection went: what the host itself knows of the install, where it can be asked again. */
async function truthOf(
  context: RunContext,
  block: DraftBlock,
  part: HostPart,
  prepared: PreparedFile,
  end: InstallEnd,
): Promise<InstallEnd> {
  const { path, found } = prepared.found;
  try {
    const { connection, filesUnder } = await reach(context, part, block, part.name);
    const now = await lookAtFile(connection, prepared.install.path, {
      sudo: block.sudo,
      filesUnder,
      signal: context.signal,
      afterInstall: context.id,
      perhaps: prepared.text,
    });
    const { kept } = now;
    const isThere = now.path === path && now.found?.digest === digestOf(prepared.text);
    // Without the old file it could only be taken away, where it is to be taken back.
    if (isThere && (found === undefined || kept !== undefined))
      return {
        ...end,
        result: 'installed',
        ...(found !== undefined && { kept }),
        wrote: now.found,
        notes: [...end.notes, 'the connection went while the file was installed; it is in place'],
      };
    if (now.found?.digest === found?.digest) return { ...end, message: `${end.message}; \`${path}\` is as it was` };
    return { ...end, message: `${end.message}; \`${path}\` is neither as it was nor as it should be` };
  } catch {
    return { ...end, message: `${end.message}; whether \`${path}\` was changed is not known` };
  }
}
