import type { Fact } from '../../facts.ts';
import { readOwnership } from './ownership.ts';
import type { Directive, InForce, LogrotateTree } from './tree.ts';
import { newest } from './version.ts';

/**
 * What a configuration tells other units: each log it rotates (`rotatesFile`, with the mode, owner and group that `create` gives it,
 * `copytruncate`, the folder of `olddir`, the account of `su`), what it includes, and what it sets at top level (`sets`, space
 * `logrotate.setting`, the name is the setting that `compress` and `nocompress` share), which included files inherit.
 */
export function factsOf(tree: LogrotateTree): readonly Fact[] {
  const facts: Fact[] = [];
  for (const item of tree.items) {
    if (item.kind !== 'directive') continue;
    const { name, value, slot } = item.wording;
    if (name === 'include') facts.push(...includes(item));
    if ((name === 'tabooext' || name === 'taboopat') && value !== undefined)
      facts.push({ kind: 'sets', space: 'logrotate.taboo', name, span: item.name.span, extent: item.span, detail: { value } });
    if (slot === undefined) continue;
    const detail = { directive: name, ...(value === undefined ? {} : { value }) };
    facts.push({ kind: 'sets', space: 'logrotate.setting', name: slot, span: item.name.span, extent: item.span, detail });
  }
  const included = tree.named('include').filter(({ stanza }) => stanza !== undefined);
  const details = new Map<unknown, Fact['detail']>();
  for (const scope of tree.inForce) {
    const { stanza, says } = scope;
    for (const one of included) if (one.stanza === stanza) facts.push(...includes(one.item));
    let detail = details.get(says);
    if (detail === undefined) {
      detail = detailOf(scope);
      details.set(says, detail);
    }
    for (const log of stanza.logs)
      facts.push({ kind: 'rotatesFile', space: 'path', name: log.text, span: log.span, extent: stanza.span, detail });
  }
  return facts;
}

function includes({ value, span }: Directive): readonly Fact[] {
  return value === undefined ? [] : [{ kind: 'includes', space: 'path', name: value.text, span: value.span, extent: span }];
}

/** What becomes of the logs of a stanza. */
function detailOf(scope: InForce): Readonly<Record<string, string>> {
  const detail: Record<string, string> = {};
  const create = scope.get('create');
  if (create?.name.text === 'create') Object.assign(detail, createdWith(create));
  for (const flag of ['copytruncate', 'ignoreduplicates', 'missingok', 'compress', 'sharedscripts'])
    if (scope.flag(flag) === true) detail[flag] = 'yes';
  const olddir = scope.get('olddir')?.wording.value;
  if (olddir !== undefined) detail['olddir'] = olddir;
  const su = scope.get('su')?.wording.value;
  if (su !== undefined) detail['su'] = su;
  if (scope.own.has('postrotate') || scope.own.has('lastaction')) detail['postrotate'] = 'yes';
  return detail;
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
