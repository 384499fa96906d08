import { expect, test } from 'vitest';
import { rsyslog } from '../../../../../server/src/core/languages/rsyslog/index.ts';
import { directives } from '../../../../../server/src/core/languages/rsyslog/facts/directive-tables.ts';
import { functions } from '../../../../../server/src/core/languages/rsyslog/facts/functions.ts';
import { modules } from '../../../../../server/src/core/languages/rsyslog/facts/modules.ts';
import { allTables, isKnown } from '../../../../../server/src/core/languages/rsyslog/facts/parameter-tables.ts';
import { moduleParameter } from '../../../../../server/src/core/languages/rsyslog/objects.ts';

/** A release with everything in it; what is gone by then is looked for in one that still had it. */
const newest = '8.2612';

function at(marked: string, version = newest) {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const parsed = rsyslog.parse(text);
  return { text, tree: parsed.tree, parsed, settings: { rsyslog: { version } }, path: undefined, facts: [], closed: false, offset };
}

const hover = (marked: string, version?: string): string => rsyslog.hover?.(at(marked, version))?.markdown ?? '';
const labels = (marked: string, version?: string): ReadonlySet<string> =>
  new Set((rsyslog.complete?.(at(marked, version)) ?? []).map(({ label }) => label.toLowerCase()));

/** An object of a module with something at its caret; undefined for a scope that no object of a configuration has. */
function objectOf(module: string, scope: string, inside: string): string | undefined {
  if (scope.startsWith('template/')) return `template(name="t" type="list") { ${scope.slice('template/'.length)}(${inside}) }`;
  if (module.startsWith('lmcry_')) {
    const provider = `cry.provider="${module.slice('lmcry_'.length)}"`;
    return scope === 'queue' ? `main_queue(queue.${provider} ${inside})` : `action(type="omfile" ${provider} ${inside})`;
  }
  if (module.startsWith('lmsig_')) return `action(type="omfile" sig.provider="ksi_ls12" ${inside})`;
  if (scope === 'queue') return `main_queue(${inside})`;
  const word = moduleParameter(scope);
  return word === undefined || module === 'core' ? `${scope}(${inside})` : `${scope}(${word}="${module}" ${inside})`;
}

test('every parameter is offered in its object, and has a hover that names it', () => {
  const lacking: string[] = [];
  const bare: string[] = [];
  let seen = 0;
  for (const [name, table] of allTables()) {
    const [module = '', scope = ''] = name.split(' ');
    for (const fact of table.values()) {
      seen++;
      const version = isKnown(fact, newest) ? newest : '8.2302';
      const named = fact.name === 'type' || fact.name === 'load' ? scope : '';
      const offered = labels(objectOf(named === '' ? module : 'core', scope, '|') as string, version);
      if (isKnown(fact, version) && !offered.has(fact.name.toLowerCase())) lacking.push(`completion of ${name} ${fact.name}`);
      const markdown = hover(objectOf(module, scope, `${fact.name}|="1"`) as string, version);
      if (!markdown.includes(`**${fact.name}**`)) lacking.push(`hover of ${name} ${fact.name}`);
      else if (!/^\*\*.+\*\*: \S/.test(markdown)) bare.push(`${name} ${fact.name}`);
    }
  }
  expect(seen).toBeGreaterThan(500);
  expect(lacking).toEqual([]);
  expect(bare).toEqual([]);
});

test('every directive is offered, and has a hover that says whose it is', () => {
  const offered = labels('$|');
  const lacking: string[] = [];
  for (const [name, facts] of directives()) {
    if (facts.some((fact) => isKnown(fact, newest)) && !offered.has(`$${name}`)) lacking.push(`completion of $${name}`);
    const markdown = hover(`$${name}| 1\n`);
    for (const { module } of facts)
      if (!markdown.includes(module === 'core' ? 'rsyslog itself' : `\`${module}\``)) lacking.push(`hover of $${name}`);
  }
  expect(lacking).toEqual([]);
});

test('every function is offered, and has a hover that says what it does', () => {
  const offered = labels('if |');
  const lacking: string[] = [];
  for (const { name, description } of functions.values()) {
    if (!offered.has(name)) lacking.push(`completion of ${name}`);
    if (description === '' || !hover(`set $.a = ${name}|();`).includes(description)) lacking.push(`hover of ${name}`);
  }
  expect(lacking).toEqual([]);
});

test('every module that is loaded by hand is offered, and every module has a hover that says what it is for', () => {
  const offered = labels('module(load="|")');
  const lacking: string[] = [];
  for (const { name, kind, builtin } of modules.values()) {
    if (kind !== 'lib' && !offered.has(builtin ? `builtin:${name}` : name)) lacking.push(`completion of ${name}`);
    if (!/^\*\*.+\*\* \S/.test(hover(`module(load="${name}|")`))) lacking.push(`hover of ${name}`);
  }
  expect(lacking).toEqual([]);
});
