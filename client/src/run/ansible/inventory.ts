import type { Plan } from '../plan.ts';
import { hostName } from './writer.ts';

/**
 * The hosts of a plan as Ansible's inventory, in the order of the plan's batches: where they are, and what the plan saw there. `elsewhere`: for
 * another machine, which has keys of its own and does not know our names. `withPassword`: hosts whose sudo wants one, in the order of the passwords
 * in `opsbook_become`, which Ansible is told over a pipe.
 */
export function inventoryOf(plan: Plan, elsewhere: boolean, withPassword: readonly string[]): unknown {
  const { draft } = plan;
  const targets = [
    ...draft.batches.flat(),
    ...draft.blocks.flatMap((block) => [...block.targets, ...(block.at === undefined ? [] : [block.at])]),
  ];
  const names = [...new Set(targets)].filter((name) => !name.includes('$'));
  return {
    all: {
      hosts: Object.fromEntries(
        names.map((name) => [
          hostName(name),
          {
            ...variablesOf(plan, name, elsewhere),
            ...(withPassword.includes(name) && { ansible_become_password: `{{ opsbook_become[${withPassword.indexOf(name)}] }}` }),
          },
        ]),
      ),
    },
  };
}

function variablesOf(plan: Plan, name: string, elsewhere: boolean): Readonly<Record<string, unknown>> {
  const seen = plan.hosts.find((host) => host.name === name && host.login === undefined) ?? plan.hosts.find((host) => host.name === name);
  const named = plan.draft.hosts?.[name];
  const known = elsewhere ? { ...seen, ...named, identityFile: undefined } : named;
  const files = plan.files.filter(({ host, state, refused }) => (host === name && state !== 'unknown') || refused === true);
  return {
    ...named?.variables,
    opsbook_name: name,
    ...(name === 'local'
      ? {
          ansible_connection: 'local',
          ansible_python_interpreter: '{{ ansible_playbook_python }}',
          opsbook_address: '127.0.0.1',
          opsbook_port: 0,
        }
      : {
          ...(known?.address !== undefined && { ansible_host: known.address }),
          ...(known?.port !== undefined && { ansible_port: known.port }),
          ...(known?.user !== undefined && { ansible_user: known.user }),
          ...(known?.identityFile !== undefined && { ansible_ssh_private_key_file: known.identityFile }),
          ...(seen?.address !== undefined && { opsbook_address: seen.address }),
          ...(seen?.port !== undefined && { opsbook_port: seen.port }),
          ...(seen?.user !== undefined && { opsbook_user: seen.user }),
        }),
    opsbook_planned: Object.fromEntries(
      files.map(({ block, found, refused }) => [block, refused === true ? 'refused' : (found?.digest ?? 'none')]),
    ),
  };
}
