import { allRules } from '../all-rules.ts';
import { languages } from '../languages/registry.ts';
import { once } from '../once.ts';
import type { SettingDefinition } from '../settings.ts';
import type { Shape } from './shape.ts';

/** What `rules` may say of a rule. */
const severities = ['off', 'error', 'warning', 'info', 'hint'];

/** The shape of opsbook.yaml: its keys, the settings of every language, and every rule. */
export function opsbookShape(): Shape {
  const verdicts = verdictKeys();
  return mapping('Settings of opsbook for the folder that this file stands in, and all below it.', 'key', {
    ...hostKeys(),
    include: list(
      'Markdown files that are runbooks whatever they hold: globs relative to this file; one without a `/` counts in every folder.',
    ),
    ...verdicts,
    overrides: {
      kind: 'list',
      description: 'What counts for some files alone. Of several that match, the later one wins.',
      of: mapping(
        'What counts for the files that the globs match.',
        'key',
        { files: list('Globs relative to this file; one without a `/` counts in every folder.'), ...verdicts },
        ['files'],
      ),
    },
  });
}

/** Keys that change a verdict, at the top and in an override. */
function verdictKeys(): Readonly<Record<string, Shape>> {
  const rules = once(ruleKeys);
  return {
    rules: {
      kind: 'mapping',
      description: 'The severity of rules, or `off`.',
      keyName: 'rule',
      // Every language is loaded for them, so not before a file has such a key.
      get keys() {
        return rules();
      },
    },
    ...Object.fromEntries(
      languages.map(({ id, title, settings }) => [
        id,
        mapping(
          `Settings of ${title}.`,
          'key',
          Object.fromEntries(settings.map((definition) => [definition.key, settingShape(definition)])),
        ),
      ]),
    ),
  };
}

function ruleKeys(): Readonly<Record<string, Shape>> {
  return Object.fromEntries(
    allRules().map(({ id, summary, severity }) => [
      id,
      {
        kind: 'word',
        values: severities,
        description: `${summary[0]?.toUpperCase()}${summary.slice(1)}. Without a word here: ${severity}`,
      },
    ]),
  );
}

function settingShape({ values, pattern, default: standard, description }: SettingDefinition): Shape {
  return { kind: 'word', description, default: standard, ...(values && { values }), ...(pattern && { pattern }) };
}

function hostKeys(): Readonly<Record<string, Shape>> {
  const host: Shape = {
    kind: 'either',
    description: 'An address, or what is known of the host.',
    shapes: [
      word('The address to connect to.'),
      mapping('What is known of the host.', 'key', {
        address: word('The address to connect to, if it is not the name.'),
        port: { kind: 'number', least: 1, most: 65_535, description: 'The port of sshd.' },
        user: word('Who logs in.'),
        production: { kind: 'flag', description: 'Whether a mistake there is felt by customers.' },
        variables: {
          kind: 'mapping',
          keyName: 'variable',
          keys: {},
          others: word('Its value on this host.'),
          description: 'Values of this host for the holes `{{ NAME }}` of configuration.',
        },
      }),
    ],
  };
  return {
    hosts: {
      kind: 'either',
      description: 'The hosts that runbooks may name.',
      shapes: [{ kind: 'mapping', keyName: 'host', keys: {}, others: host, description: 'Hosts by name.' }, list('Names of hosts.')],
    },
    groups: {
      kind: 'mapping',
      keyName: 'group',
      keys: {},
      others: list('A host expression, or a list of them: `web[1-3],db1`.'),
      description: 'Groups of hosts, named `@NAME` in a runbook.',
    },
    inventories: list('Ansible inventories (INI or YAML) whose hosts and groups runbooks may name: paths relative to this file.'),
  };
}

function word(description: string): Shape {
  return { kind: 'word', description };
}

function list(description: string): Shape {
  return { kind: 'list', description, of: word(description) };
}

function mapping(description: string, keyName: string, keys: Readonly<Record<string, Shape>>, required?: readonly string[]): Shape {
  return { kind: 'mapping', description, keyName, keys, ...(required && { required }) };
}
