import { moduleNamed, moduleName } from '../facts/modules.ts';
import { stringOf, stringsOf, textOf } from '../objects.ts';
import type { LegacyActionNode, ObjectNode } from '../syntax/tree.ts';
import { isOff } from '../values.ts';

/** What an action is told to do. */
export interface ActionPlan {
  readonly module: string;
  /** Known as it stands. */
  readonly target?: string;
  /** A template makes the target. */
  readonly dynamicTarget?: string;
  readonly template: string | undefined;
  /** Why it does not get every message. */
  readonly seldom?: string;
  /** Whether a record of a file is ended with a line feed; as the module says if absent. */
  readonly addsLineFeed?: boolean;
  /** It changes the message. */
  readonly changes?: boolean;
}

const ownTemplates: Readonly<Record<string, string>> = {
  omfile: 'RSYSLOG_FileFormat',
  omfwd: 'RSYSLOG_TraditionalForwardFormat',
  ompipe: 'RSYSLOG_FileFormat',
  omprog: 'RSYSLOG_FileFormat',
  omusrmsg: ' StdUsrMsgFmt',
};

/** An `action()`; `defaults` are the templates in force by module. */
export function readAction(node: ObjectNode, defaults: Readonly<Record<string, string>>): ActionPlan {
  const type = stringOf(node, 'type');
  const module = moduleNamed(type?.text ?? '')?.name ?? moduleName(type?.text ?? '');
  const template = textOf(node, 'template') ?? defaults[module] ?? ownTemplates[module];
  const limit = node.parameters.find(({ name }) =>
    /^action\.(?:execonlywhenpreviousissuspended|execonlyeverynthtime|execonlyonceeveryinterval|ratelimit\.name)$/.test(name),
  );
  const off = limit === undefined || ['off', '0', '1'].includes(textOf(node, limit.name) ?? '');
  const plan = {
    module,
    template,
    ...(!off && { seldom: `\`${limit.name}\` is set: it does not get every message` }),
    ...(module.startsWith('mm') && { changes: true }),
  };
  switch (module) {
    case 'omfile': {
      const dynamic = textOf(node, 'dynafile');
      const ends = textOf(node, 'addlf');
      const file = textOf(node, 'file');
      return {
        ...plan,
        ...(ends !== undefined && { addsLineFeed: !isOff(ends) }),
        ...(dynamic !== undefined ? { dynamicTarget: dynamic } : file !== undefined && { target: file }),
      };
    }
    case 'omfwd': {
      const target = stringsOf(node, 'target')[0]?.text;
      if (target === undefined) return plan;
      const port = stringsOf(node, 'port')[0]?.text ?? '514';
      return { ...plan, target: `${(textOf(node, 'protocol') ?? 'udp').toLowerCase()} ${target}:${port}` };
    }
    case 'ompipe': {
      const pipe = textOf(node, 'pipe');
      return pipe === undefined ? plan : { ...plan, target: pipe };
    }
    case 'omprog': {
      const binary = textOf(node, 'binary');
      return binary === undefined ? plan : { ...plan, target: binary };
    }
    case 'omusrmsg': {
      const users = stringsOf(node, 'users').map(({ text }) => text);
      return {
        ...plan,
        template: textOf(node, 'template') ?? (users.includes('*') ? ' WallFmt' : ' StdUsrMsgFmt'),
        target: users.join(', '),
      };
    }
    default:
      return plan;
  }
}

/** An action of the old kind; undefined for one that discards. */
export function readLegacyPlan({ action }: LegacyActionNode, defaults: Readonly<Record<string, string>>): ActionPlan | undefined {
  const { target, template } = action;
  const of = (module: string): { module: string; template: string | undefined } => ({
    module,
    template: template ?? defaults[module] ?? ownTemplates[module],
  });
  switch (action.kind) {
    case 'discard':
      return undefined;
    case 'file':
      return { ...of('omfile'), target };
    case 'dynafile':
      return { ...of('omfile'), dynamicTarget: target };
    case 'forward':
      return { ...of('omfwd'), target: `${action.tcp === true ? 'tcp' : 'udp'} ${target}:${action.port ?? '514'}` };
    case 'pipe':
      return { ...of('ompipe'), target };
    case 'shell':
      return { ...of('omshell'), target };
    case 'users':
      return { module: 'omusrmsg', template: template ?? (target === '*' ? ' WallFmt' : ' StdUsrMsgFmt'), target };
    case 'outchannel':
      return { module: 'omfile', template: template ?? ownTemplates['omfile'], target: `output channel ${target}` };
    default:
      return { ...of(action.module ?? 'unknown'), target };
  }
}
