import type { Fact } from '../../facts.ts';
import { readOwnership } from './ownership.ts';
import { slotOf } from './slots.ts';
import type { Directive, LogrotateTree } from './tree.ts';
import { newest } from './version.ts';

/**
 * What a configuration tells other units: each log it rotates (`rotatesFile`, with the mode, owner and group that `create` gives it,
 * `copytruncate`, the folder of `olddir`, the account of `su`), what it includes, and what it sets at top level (`sets`, space
 * `logrotate.setting`, the name is the setting that `compress` and `nocompress` share), which included files inherit.
 */
export function factsOf(tree: LogrotateTree): readonly Fact[] {
  const facts: Fact[] = [];
  /** A file says the same few again and again. */
  const created = new Map<string, Readonly<Record<string, string>>>();
  const includes = (directive: Directive): void => {
    const { value } = directive;
    if (directive.name.text !== 'include' || value === undefined) return;
    facts.push({ kind: 'includes', space: 'path', name: value.text, span: value.span, extent: directive.span });
  };
  for (const item of tree.items) {
    if (item.kind !== 'directive') continue;
    includes(item);
    if ((item.name.text === 'tabooext' || item.name.text === 'taboopat') && item.value !== undefined) {
      const detail = { value: item.value.text };
      facts.push({ kind: 'sets', space: 'logrotate.taboo', name: item.name.text, span: item.name.span, extent: item.span, detail });
    }
    const slot = slotOf(item.name.text);
    if (slot === undefined) continue;
    const detail = { directive: item.name.text, ...(item.value === undefined ? {} : { value: item.value.text }) };
    facts.push({ kind: 'sets', space: 'logrotate.setting', name: slot, span: item.name.span, extent: item.span, detail });
  }
  for (const scope of tree.inForce) {
    const { stanza } = scope;
    for (const item of stanza.items) if (item.kind === 'directive') includes(item);
    const detail: Record<string, string> = {};
    const create = scope.get('create');
    if (create?.name.text === 'create') {
      const value = create.value?.text ?? '';
      const given = created.get(value) ?? createdWith(create);
      created.set(value, given);
      Object.assign(detail, given);
    }
    for (const flag of ['copytruncate', 'ignoreduplicates', 'missingok', 'compress', 'sharedscripts']) {
      if (scope.flag(flag) === true) detail[flag] = 'yes';
    }
    const olddir = scope.get('olddir');
    if (olddir?.value !== undefined) detail['olddir'] = olddir.value.text;
    const su = scope.get('su');
    if (su?.value !== undefined) detail['su'] = su.value.text;
    if (scope.own.has('postrotate') || scope.own.has('lastaction')) detail['postrotate'] = 'yes';
    for (const log of stanza.logs) {
      facts.push({ kind: 'rotatesFile', space: 'path', name: log.text, span: log.span, extent: stanza.span, detail });
    }
  }
  return facts;
}

/** What `create` gives a log: its words as they stand, and mode, owner and group as the newest release reads them. */
function createdWith({ value }: Directive): Readonly<Record<string, string>> {
  if (value === undefined) return { create: '' };
  const { mode, user, group } = readOwnership(value, newest, false);
  return {
    create: value.text,
    ...(mode && { mode: mode.text }),
    ...(user && { owner: user.text }),
    ...(group && { group: group.text }),
  };
}
