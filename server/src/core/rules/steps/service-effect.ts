import type { Document } from '../../document.ts';
import type { EffectiveCommand } from '../../shell/effective-command.ts';
import type { ReadBlock } from '../../runbook/parse-runbook.ts';
import { commandsOf } from './step-commands.ts';

/** What a step does to a service, as far as its commands tell. */
export type Effect = 'restart' | 'reload' | 'unknown';

/** Other words that a step may speak of a service by. */
const names: Readonly<Record<string, RegExp>> = {
  rsyslog: /\brsyslogd?\b/,
  networking: /\b(?:networking|ifup|ifdown|ifreload|ifupdown|interfaces)\b/,
  ssh: /\bsshd?\b/,
};

/** Whether a step's text, in whatever language, speaks of the service, or of a restart of the machine. */
export function namesService(block: ReadBlock, service: string): boolean {
  return (names[service] ?? new RegExp(`\\b${service.replace(/[^\w-]/g, '.')}\\b`)).test(block.text) || /\breboot\b/.test(block.text);
}

/** What a step's commands do to the service: starting and stopping is a restart; a reload, or the signal HUP, is only that; all else is unknown. */
export function effectOn(document: Document, block: ReadBlock, service: string): Effect {
  const script = document.shells.get(block.index);
  if (script === undefined || !namesService(block, service)) return 'unknown';
  let effect: Effect = 'unknown';
  for (const { run } of commandsOf(block, script)) {
    const own = effectOf(run, service);
    if (own === 'restart') return own;
    if (own === 'reload') effect = own;
  }
  return effect;
}

const restarts = /^(?:restart|try-restart|condrestart|force-restart|start|stop|force-reload|reload-or-restart|try-reload-or-restart)$/;
const hup = /^(?:-?(?:SIG)?HUP|-1|1|--signal=(?:SIG)?HUP|-s(?:SIG)?HUP)$/;

function effectOf({ name, values }: EffectiveCommand, service: string): Effect {
  const meant = (word: string | undefined): boolean =>
    word === '' || (word !== undefined && ((names[service] ?? /$^/).test(word) || word.replace(/\.service$/, '') === service));
  const verb = (word: string | undefined): Effect =>
    word === '' || restarts.test(word ?? '') ? 'restart' : word === 'reload' ? 'reload' : 'unknown';
  switch (name) {
    case 'systemctl': {
      const [action, ...units] = values.filter((value) => !value.startsWith('-'));
      if (!units.some(meant)) return 'unknown';
      return action === 'kill' ? (values.some((value) => hup.test(value)) ? 'reload' : 'restart') : verb(action);
    }
    case 'service':
    case 'invoke-rc.d':
    case 'rc-service': {
      const [which, action] = values.filter((value) => !value.startsWith('-'));
      return meant(which) ? verb(action) : 'unknown';
    }
    case 'kill':
    case 'pkill':
    case 'killall':
      return values.some((value) => hup.test(value)) ? 'reload' : 'restart';
    case 'rsyslog-rotate':
      return 'reload';
    case 'reboot':
    case 'shutdown':
    case 'rsyslogd':
    case 'sshd':
    case 'ifup':
    case 'ifdown':
    case 'ifreload':
      return 'restart';
    default:
      // `/etc/init.d/rsyslog restart`.
      return meant(name) ? verb(values[0]) : 'unknown';
  }
}
