import { type DraftBlock, isOn } from '../../../../server/src/core/index.ts';
import { bootFunction } from '../boot.ts';
import { unsafe } from './playbook-text.ts';
import { idOf, manner, type Meaning, type Task, task, type Writing } from './writer.ts';

/** Whether a step takes its host down. */
export const rebooting = (block: DraftBlock): boolean => isOn(block.attributes, 'reboot');

/** Goes on as long as the host shows the boot that it was in, and is cut off when that goes down. */
const untilDown = `${bootFunction}
i=0
while [ "$(boot)" = "$OPSBOOK_BOOT" ] && [ "$i" -lt "$OPSBOOK_WAIT" ]; do i=$((i + 1)); sleep 1; done
`;

/** Says how the machine is; 3: the boot is the same, 4: systemd is not done within the time (systemctl(1), is-system-running). */
const proof = `${bootFunction}
[ "$(boot)" != "$OPSBOOK_BOOT" ] || exit 3
[ -d /run/systemd/system ] || exit 0
i=0
while state=$(systemctl is-system-running 2>/dev/null); [ "$state" != running ] && [ "$state" != degraded ]; do
  i=$((i + 1)); [ "$i" -lt "$OPSBOOK_WAIT" ] || { echo "$state"; exit 4; }; sleep 1
done
echo "$state"
`;

/** Before a step that takes its host down: which boot the host is in; a host that does not say is not taken down. */
export function bootTask(writing: Writing, block: DraftBlock, meaning: Omit<Meaning, 'place' | 'role'>): Task {
  return task(
    writing,
    `Step ${block.name}, which boot the host is in`,
    { ...meaning, role: 'boot' },
    {
      'ansible.builtin.shell': { cmd: unsafe(`${bootFunction}boot | grep .`) },
      register: bootOf(block),
      changed_when: false,
      ...manner(writing, block),
    },
  );
}

/**
 * After it: the host goes down, it answers again, and shows another boot. The first two are there twice, for a connection may break before
 * the host goes down.
 */
export function awaitTasks(writing: Writing, block: DraftBlock, meaning: Omit<Meaning, 'place' | 'role'>): readonly Task[] {
  const seconds = Math.ceil(block.timeout / 1000) || 3600;
  const environment = { OPSBOOK_BOOT: `{{ ${bootOf(block)}.stdout }}`, OPSBOOK_WAIT: String(seconds) };
  const common = { environment, ...manner(writing, { ...block, sudo: false }) };
  const down = (): Task =>
    task(
      writing,
      `Step ${block.name}, the host goes down`,
      { ...meaning, role: 'going' },
      {
        'ansible.builtin.shell': { cmd: unsafe(untilDown) },
        changed_when: false,
        failed_when: false,
        ignore_unreachable: true,
        ...common,
      },
    );
  const up = (): Task =>
    task(
      writing,
      `Step ${block.name}, the host answers again`,
      { ...meaning, role: 'awaited' },
      { 'ansible.builtin.wait_for_connection': { timeout: seconds, sleep: 1 }, ...common },
    );
  return [
    down(),
    up(),
    down(),
    up(),
    task(
      writing,
      `Step ${block.name}, another boot`,
      { ...meaning, role: 'awaited' },
      { 'ansible.builtin.shell': { cmd: unsafe(proof) }, changed_when: false, ...common },
    ),
  ];
}

const bootOf = ({ name }: DraftBlock): string => `opsbook_boot_${idOf(name)}`;
