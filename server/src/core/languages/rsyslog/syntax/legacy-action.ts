import type { Span } from '../../../text/span.ts';

/** What an action of the old kind does. */
export type LegacyActionKind =
  | 'file'
  | 'dynafile'
  | 'forward'
  | 'pipe'
  | 'users'
  | 'shell'
  | 'discard'
  | 'module'
  | 'outchannel'
  | 'unknown';

/** The parts of an action of the old kind. Spans are the source's. */
export interface LegacyAction {
  readonly kind: LegacyActionKind;
  /** Path, template of a dynafile, host, program, users or the module's own part. */
  readonly target: string;
  readonly targetSpan: Span;
  /** Module of `:module:`; lower case. */
  readonly module?: string;
  readonly template?: string;
  readonly templateSpan?: Span;
  readonly tcp?: boolean;
  readonly port?: string;
  readonly portSpan?: Span;
  readonly troubles: readonly ActionTrouble[];
}

/** What is wrong with an action; a warning where rsyslogd takes it all the same, and what would stand there instead. */
export interface ActionTrouble {
  readonly message: string;
  readonly span: Span;
  readonly severity?: 'warning';
  readonly instead?: string;
}

/** The parts of an action that begins at `start`, cut as the modules' parseSelectorAct cuts them (tools/om*.c, runtime/conf.c). */
export function readLegacyAction(text: string, start: number): LegacyAction {
  const span = (from: number, to: number): Span => ({ start: start + from, end: start + to });
  const first = text[0] ?? '';
  if (first === '~') return { kind: 'discard', target: '', targetSpan: span(0, 1), troubles: [] };
  if (first === '|' || first === '^') return { kind: first === '|' ? 'pipe' : 'shell', ...named(text, 1, span) };
  if (first === '@') return forward(text, span);
  const sync = first === '-' ? 1 : 0;
  const sign = text[sync] ?? '';
  if (sign === '?') return { kind: 'dynafile', ...named(text, sync + 1, span) };
  if (sign === '$') return { kind: 'outchannel', ...named(text, sync + 1, span) };
  if (sign === '/' || sign === '.') return { kind: 'file', ...named(text, sync, span) };
  const module = /^:([a-z0-9]+):/i.exec(text);
  if (module !== null) {
    const name = (module[1] as string).toLowerCase();
    const at = module[0].length;
    if (name === 'omusrmsg') return { kind: 'users', module: name, ...users(text, at, span) };
    if (name === 'omfile') {
      const rest = text.slice(at);
      const inner = readLegacyAction(rest, start + at);
      return { ...inner, module: name };
    }
    const semicolon = text.lastIndexOf(';');
    const end = semicolon > at ? semicolon : text.length;
    return {
      kind: 'module',
      module: name,
      target: text.slice(at, end),
      targetSpan: span(at, end),
      ...template(text, end, span),
      troubles: [],
    };
  }
  if (/^[a-z0-9_*]/i.test(first)) return { kind: 'users', ...users(text, 0, span) };
  return { kind: 'unknown', target: text, targetSpan: span(0, text.length), troubles: [] };
}

type Spanner = (from: number, to: number) => Span;
type Parts = Omit<LegacyAction, 'kind'>;

/** A name up to the first blank or semicolon (`cflineParseFileName`), then the template. */
function named(text: string, from: number, span: Spanner): Parts {
  let at = from;
  while (at < text.length && text[at] !== ';' && text[at] !== ' ') at++;
  return { target: text.slice(from, at), targetSpan: span(from, at), ...trailer(text, at, span) };
}

function users(text: string, from: number, span: Spanner): Parts {
  if (text[from] === '*') return { target: '*', targetSpan: span(from, from + 1), ...trailer(text, from + 1, span) };
  let at = from;
  while (at < text.length && text[at] !== ';') at++;
  return { target: text.slice(from, at), targetSpan: span(from, at), ...trailer(text, at, span) };
}

function forward(text: string, span: Spanner): Parts & { kind: 'forward' } {
  const tcp = text[1] === '@';
  let at = tcp ? 2 : 1;
  const troubles: ActionTrouble[] = [];
  if (text[at] === '(') {
    const close = text.indexOf(')', at);
    const end = close === -1 ? text.length : close;
    let from = at + 1;
    for (const option of text.slice(at + 1, end).split(',')) {
      if (!/^(?:z[0-9]|o)/.test(option))
        troubles.push({
          message: `\`${option}\` is no option of a forwarding action: \`z0\` to \`z9\` and \`o\` are`,
          span: span(from, Math.max(from + option.length, from + 1)),
        });
      from += option.length + 1;
    }
    if (close === -1)
      troubles.push({ message: 'The options of this forwarding action are not closed: `)` was expected', span: span(at, text.length) });
    at = close === -1 ? text.length : close + 1;
  }
  const bracket = text[at] === '[';
  if (bracket) at++;
  const from = at;
  while (at < text.length && !(bracket ? ']' : ';:#').includes(text[at] as string)) at++;
  const host = text.slice(from, at);
  const target = bracket ? { target: host, targetSpan: span(from, at) } : hostOf(host, from, span);
  const hostSpan = span(from, at);
  if (bracket && text[at] === ']') at++;
  let port: { port: string; portSpan: Span } | undefined;
  if (text[at] === ':') {
    const portAt = ++at;
    while (at < text.length && /[0-9]/.test(text[at] as string)) at++;
    const end = at;
    while (at < text.length && !/[;#\s]/.test(text[at] as string)) at++;
    port = { port: text.slice(portAt, at), portSpan: span(portAt, Math.max(end, at)) };
  }
  while (at < text.length && !/[;#\s]/.test(text[at] as string)) at++;
  if (target.target !== '' && host !== target.target) {
    const [, more, ...others] = host.trim().split(/\s+/);
    const template = more !== undefined && others.length === 0 && port === undefined && text[at] !== ';' ? `;${more}` : '';
    troubles.push({
      severity: 'warning',
      message: `rsyslogd takes the blank for a part of the host's name: no resolver finds \`${host}\`, and nothing is forwarded`,
      span: hostSpan,
      instead: `${target.target}${template !== '' ? template : text[at] === '#' ? ':514 ' : ''}`,
    });
  }
  const rest = trailer(text, at, span);
  return { kind: 'forward', tcp, ...target, ...port, ...rest, troubles: [...troubles, ...rest.troubles] };
}

/** The host that was meant: what rsyslogd takes reaches up to a port, a template or a comment, blanks and all (parseSelectorAct, tools/omfwd.c). */
function hostOf(host: string, from: number, span: Spanner): Pick<LegacyAction, 'target' | 'targetSpan'> {
  const target = host.trim().split(/\s/, 1)[0] as string;
  const start = from + host.indexOf(target);
  return { target, targetSpan: span(start, start + target.length) };
}

/** What follows a target: nothing, a comment, or `;template` (`cflineParseTemplateName`). */
function trailer(text: string, from: number, span: Spanner): Pick<LegacyAction, 'template' | 'templateSpan' | 'troubles'> {
  let at = from;
  while (at < text.length && /\s/.test(text[at] as string)) at++;
  if (at < text.length && text[at] !== ';' && text[at] !== '#') {
    return {
      troubles: [
        {
          message: `\`${text.slice(at, at + 40)}\` cannot stand behind the target of an action: only \`;template\` or a comment can`,
          span: span(at, text.length),
        },
      ],
    };
  }
  return { ...template(text, at, span), troubles: [] };
}

function template(text: string, from: number, span: Spanner): Pick<LegacyAction, 'template' | 'templateSpan'> {
  let at = from;
  if (text[at] !== ';') return {};
  at++;
  while (at < text.length && /\s/.test(text[at] as string)) at++;
  const start = at;
  while (at < text.length && text[at] !== '#' && !/\s/.test(text[at] as string)) at++;
  return at === start ? {} : { template: text.slice(start, at), templateSpan: span(start, at) };
}
