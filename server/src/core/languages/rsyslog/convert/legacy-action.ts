import type { LegacyActionNode } from '../syntax/tree.ts';
import type { ActionState } from './action-state.ts';
import { objectText } from './quoted.ts';

/**
 * An action of the old kind as RainerScript, or why it cannot be one; what waits in `state` is taken by either. An object's text is made when it is
 * asked for: of most actions nobody wants more than to know that there is one.
 */
export function actionObject(
  node: LegacyActionNode,
  state: ActionState,
): string | ((indentation: string | null) => string) | { readonly reason: string } {
  const { action } = node;
  if (action.kind === 'discard') return 'stop';
  if (/^(?:stop|continue)$/.test(node.text)) return node.text;
  const made = parametersOf(node, state);
  const common = state.common();
  if ('reason' in made) return made;
  return (indentation) => {
    const name = common.filter(([parameter]) => parameter === 'name');
    const rest = common.filter(([parameter]) => parameter !== 'name');
    const comment = /\s(#.*)$/.exec(node.text)?.[1];
    return `${objectText('action', [...name, ...made.parameters, ...rest], indentation)}${comment === undefined ? '' : ` ${comment}`}`;
  };
}

type Made = { readonly parameters: readonly (readonly [string, string | readonly string[]])[] } | { readonly reason: string };

function parametersOf({ action, text }: LegacyActionNode, state: ActionState): Made {
  if (action.troubles.length > 0) return { reason: 'this action is not written as rsyslogd reads it' };
  const { target, template } = action;
  const withTemplate: [string, string][] = template === undefined ? [] : [['template', template]];
  switch (action.kind) {
    case 'file':
    case 'dynafile': {
      const sync = !/^(?::omfile:)?-/i.test(text);
      const more = state.file({ sync, template, dynamic: action.kind === 'dynafile' });
      return { parameters: [['type', 'omfile'], [action.kind === 'file' ? 'file' : 'dynaFile', target], ...withTemplate, ...more] };
    }
    case 'forward': {
      if (target === '') return { reason: 'this action names no host' };
      const options = /^@@?\(([^)]*)\)/.exec(text)?.[1]?.split(',') ?? [];
      const level = options.find((option) => /^z\d/.test(option))?.[1];
      const parameters: [string, string][] = [
        ['type', 'omfwd'],
        ['target', target],
      ];
      if (action.port !== undefined && action.port !== '') parameters.push(['port', action.port]);
      else if (action.port === '') return { reason: 'this action names no port behind its colon' };
      else parameters.push(['port', '514']);
      parameters.push(['protocol', action.tcp === true ? 'tcp' : 'udp']);
      if (level !== undefined) parameters.push(['zipLevel', level], ['compression.mode', 'single']);
      if (options.includes('o')) parameters.push(['TCP_Framing', 'octet-counted']);
      return { parameters: [...parameters, ...withTemplate, ...state.forward(action.tcp === true, template)] };
    }
    case 'pipe':
      return { parameters: [['type', 'ompipe'], ['pipe', target], ...withTemplate] };
    case 'users': {
      const users = target.split(',').map((user) => user.trim());
      if (users.some((user) => user === '' || user.length > 32)) return { reason: 'these are no names of users' };
      return { parameters: [['type', 'omusrmsg'], ['users', users.length === 1 ? (users[0] as string) : users], ...withTemplate] };
    }
    case 'module':
      return moduleParameters(action.module ?? '', target, withTemplate);
    case 'outchannel':
      return { reason: 'an output channel has no counterpart that rotates in the same way' };
    case 'shell':
      return { reason: 'a program that is started for each message in the old way has no counterpart: `omprog` keeps it running' };
    default:
      return { reason: 'this is no action that rsyslogd knows' };
  }
}

function moduleParameters(module: string, target: string, withTemplate: readonly (readonly [string, string])[]): Made {
  if (module === 'omrelp') {
    const parts = /^(?:\[([^\]]+)\]|([^:;]+))(?::(\d+))?$/.exec(target);
    if (parts === null) return { reason: 'this action is not written as rsyslogd reads it' };
    const host = parts[1] ?? (parts[2] as string);
    return {
      parameters: [['type', 'omrelp'], ['target', host], ...(parts[3] === undefined ? [] : [['port', parts[3]] as const]), ...withTemplate],
    };
  }
  if (module === 'ommysql' || module === 'ompgsql') {
    const parts = target.split(',');
    if (parts.length !== 4 || parts.some((part) => part === '')) return { reason: 'this action is not written as rsyslogd reads it' };
    const [server, database, user, password] = parts as [string, string, string, string];
    return { parameters: [['type', module], ['server', server], ['db', database], ['uid', user], ['pwd', password], ...withTemplate] };
  }
  if ((module === 'omstdout' || module === 'mmjsonparse') && target === '') return { parameters: [['type', module], ...withTemplate] };
  return { reason: `what \`:${module}:\` takes is known only to that module` };
}
