import type { Draft, DraftBlock } from '../../../server/src/core/runbook/draft-types.ts';
import type { ReadRecord } from './records/read-record.ts';
import { undoerOf, wayBackOf } from './undoer-of.ts';

type Back = NonNullable<NonNullable<DraftBlock['install']>['back']>;

/**
 * What takes a run back, as a draft: in reverse, only what was done and on the hosts where it was done. A step is taken back by the block that
 * `undoes` it; of a file that which the run found there goes back, if what is there is what the run wrote, and then the step that undoes its
 * reload runs, or the reload. Without any block where there is nothing to take back.
 */
export function undoDraft({ plan, events, run }: ReadRecord): Draft {
  const { draft } = plan;
  const done = new Map<string, Set<string>>();
  const files = new Map<string, Map<string, { block: string; path: string; digest: string; kept?: string }>>();
  const values: Record<string, Record<string, string>> = {};
  for (const event of events) {
    if (event.type === 'installed') {
      const onHost = files.get(event.host) ?? new Map<string, { block: string; path: string; digest: string; kept?: string }>();
      const before = onHost.get(event.path);
      const kept = before === undefined ? event.kept : before.kept;
      onHost.set(event.path, { block: event.block, path: event.path, digest: event.digest, ...(kept !== undefined && { kept }) });
      files.set(event.host, onHost);
    } else if (event.type === 'put-back') files.get(event.host)?.delete(event.path);
    else if (event.type === 'block-ended') {
      const hosts = done.get(event.block) ?? new Set<string>();
      if (event.outcome === 'ok' || event.outcome === 'fixed') hosts.add(event.host);
      else if (event.outcome === 'undone') hosts.delete(event.host);
      done.set(event.block, hosts);
      const giver = draft.blocks.find((block) => block.name === event.block);
      const name = giver?.script?.capture;
      if (giver !== undefined && name !== undefined && event.captured !== undefined)
        // What the only target gave was seen on every host.
        for (const host of giver.targets.length === 1 ? plan.hosts.map((each) => each.name) : [event.host])
          values[host] = { ...values[host], [name]: event.captured };
    }
  }
  const blocks: DraftBlock[] = [];
  const refusals: Draft['refusals'][number][] = [];
  const reloads = new Map<string, DraftBlock>();
  const paysFor = new Set(draft.blocks.map(({ install }) => install?.reload));
  for (const block of [...draft.blocks].reverse()) {
    if (block.install !== undefined) {
      const back: Record<string, Back[string]> = {};
      for (const [host, onHost] of files)
        for (const { block: name, ...file } of onHost.values()) if (name === block.name) back[host] = file;
      const targets = block.targets.filter((host) => Object.hasOwn(back, host));
      if (targets.length === 0) continue;
      const { owner: _owner, group: _group, mode: _mode, reload: named, ...install } = block.install;
      // With the old file back: the step that undoes its reload, else the reload, as the dead man's switch does it.
      const paid = draft.blocks.find(({ name }) => name === named);
      const reload = paid && (wayBackOf(draft, paid) ?? paid);
      for (const each of [paid, reload]) if (each !== undefined) reloads.set(each.name, each);
      const pays = reload !== undefined && { reload: reload.name };
      blocks.push({ ...plain(block), targets, install: { ...install, ...pays, text: '', holes: [], sourceLines: [], part: false, back } });
      continue;
    }
    // A reload goes back with its file.
    if (!block.inOrder && paysFor.has(block.name)) continue;
    const undoer = undoerOf(draft, block);
    const hosts = done.get(block.name);
    const targets =
      undoer === undefined || hosts === undefined || done.get(undoer.name)?.size ? [] : block.targets.filter((host) => hosts.has(host));
    if (undoer !== undefined && targets.length > 0) blocks.push({ ...plain(undoer), targets });
  }
  const all = [...new Set(blocks.flatMap(({ targets }) => targets))];
  for (const [name, reload] of reloads) {
    const { undoes } = reload;
    if (!blocks.some((block) => block.name === name))
      blocks.push({ ...plain(reload), ...(undoes !== undefined && { undoes }), targets: all, inOrder: false });
  }
  if (blocks.length === 0)
    refusals.push({
      line: 1,
      message: `there is nothing to take back of the run \`${run}\`: it installed no file that is still in place, and no step of it has a step that undoes it`,
    });
  return {
    ...draft,
    title: `Undo of ${run}: ${(draft.title === '' ? draft.file : draft.title).replace(/^Undo of \S+: /, '')}`,
    blocks,
    batches: [all],
    maxFailures: '100%',
    inputs: draft.inputs,
    missing: draft.inputs.filter(({ secret }) => secret && blocks.some(({ script }) => script?.secrets.length)),
    refusals,
    values,
  };
}

/** A block without its conditions: what it needed was there when it was done. */
function plain({ fixes: _fixes, then: _then, undoes: _undoes, when: _when, skipped: _skipped, ...block }: DraftBlock): DraftBlock {
  return { ...block, requires: [], inOrder: true };
}
