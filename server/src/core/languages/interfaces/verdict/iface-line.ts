import type { Report } from '../../../rule.ts';
import { nearest } from '../../values/suggest.ts';
import { busyboxMethods, families, familyNamed, ifupdown2Methods, methodNamed } from '../facts/families.ts';
import type { Dialect, Stanza, Word } from '../tree.ts';
import { isKeywordOf } from './keywords-of.ts';
import { spelling } from './misplaced.ts';
import { seenBy } from './seen-by.ts';

/** What is wrong with an `iface` line, and which rule says so. */
export interface IfaceLineReport extends Report {
  readonly about: 'line' | 'family' | 'method';
}

/** The families of a daemon. */
export function familiesOf(dialect: Dialect): readonly string[] {
  if (dialect === 'ifupdown2' || dialect === 'ifupdown-ng') return ['inet', 'inet6'];
  return dialect === 'busybox' ? Object.keys(busyboxMethods) : families.map(({ name }) => name);
}

/** The methods of a daemon in a family; none for a family that it does not know. */
export function methodsOf(dialect: Dialect, family: string): readonly string[] {
  if (dialect === 'ifupdown2') return ifupdown2Methods;
  if (dialect === 'busybox') return busyboxMethods[family] ?? [];
  return familyNamed(family)?.methods.map(({ name }) => name) ?? [];
}

/**
 * What `dialect` rejects of `iface` lines: ifupdown wants a family and a method that it knows, or `inherits` in the place of one of them
 * (read_interfaces_defn in config.c); ifupdown2 wants neither, but knows few (_validate_addr_family); busybox wants exactly three words;
 * ifupdown-ng takes everything with a name (handle_iface).
 */
export function ifaceLines(stanzas: readonly Stanza[], dialect: Dialect): readonly IfaceLineReport[] {
  const reports: IfaceLineReport[] = [];
  for (const stanza of seenBy(stanzas, dialect)) {
    // ifupdown2 reads a `vlan` line as it reads an `iface` line.
    const named = stanza.kind === 'iface' || (stanza.kind === 'vlan' && dialect === 'ifupdown2');
    if (!named || !isKeywordOf(stanza, dialect) || isInOrder(stanza, dialect)) continue;
    for (const report of lineReports(stanza, dialect)) reports.push(report);
  }
  return reports;
}

/** Whether a line has a name, a family and a method that Debian's ifupdown knows and nothing else: nearly all have. */
function isInOrder({ iface, args }: Stanza, dialect: Dialect): boolean {
  return (
    dialect === 'ifupdown' &&
    args.length === 3 &&
    iface?.inherits === undefined &&
    methodNamed(iface?.family?.text, iface?.method?.text) !== undefined
  );
}

function* lineReports(stanza: Stanza, dialect: Dialect): Iterable<IfaceLineReport> {
  const { keyword, iface } = stanza;
  const { name, family, method, inherits, extra = [] } = iface ?? {};
  if (name === undefined) {
    yield {
      about: 'line',
      span: keyword.span,
      message: `\`${keyword.text}\` without an interface: a name, a family and a method were expected`,
    };
    return;
  }
  if (dialect === 'ifupdown-ng') return;
  if (dialect === 'ifupdown2') {
    yield* ifupdown2Reports(stanza);
    return;
  }
  if (dialect === 'busybox' && inherits !== undefined) {
    yield { about: 'line', span: inherits.span, message: 'busybox knows no `inherits`: it rejects the line' };
    return;
  }
  if (family === undefined) {
    if (inherits !== undefined) return;
    yield {
      about: 'family',
      span: name.span,
      message: `\`${keyword.text} ${name.text}\` has no family and no method: \`inet\` or \`inet6\`, and a method such as \`static\` or \`dhcp\`, were expected`,
    };
    return;
  }
  const known = familiesOf(dialect);
  if (!known.includes(family.text)) {
    // `iface X foo inherits Y`: the word in the family's place is not looked at again when `inherits` is not right there.
    yield familyReport(family, method, dialect);
    return;
  }
  if (method === undefined) {
    if (inherits !== undefined) return;
    yield {
      about: 'method',
      span: family.span,
      message: `No method behind \`${family.text}\`; ${list(methodsOf(dialect, family.text))} were expected`,
    };
    return;
  }
  if (!methodsOf(dialect, family.text).includes(method.text)) {
    yield methodReport(family, method, dialect);
    return;
  }
  const [first] = extra;
  if (first === undefined) return;
  const last = extra.at(-1) ?? first;
  yield {
    about: 'line',
    span: { start: first.span.start, end: last.span.end },
    message:
      dialect === 'busybox'
        ? `\`${first.text}\` behind the method: busybox rejects a line with more than three words`
        : `\`${first.text}\` behind the method means nothing: ifup ignores it${first.text.startsWith('#') ? '; a comment needs a line of its own' : ''}`,
    ...(dialect === 'busybox' ? {} : { severity: 'warning' as const }),
    fixes: [
      {
        title: `Remove \`${extra.map(({ text }) => text).join(' ')}\``,
        certain: false,
        edits: [{ span: { start: (iface?.parent ?? method).span.end, end: last.span.end }, text: '' }],
      },
    ],
  };
}

function* ifupdown2Reports({ args }: Stanza): Iterable<IfaceLineReport> {
  const [, family, method] = args;
  if (family === undefined) return;
  if (!familiesOf('ifupdown2').includes(family.text)) {
    yield familyReport(family, method, 'ifupdown2');
    return;
  }
  if (method !== undefined && !ifupdown2Methods.includes(method.text)) yield methodReport(family, method, 'ifupdown2');
}

function familyReport(family: Word, method: Word | undefined, dialect: Dialect): IfaceLineReport {
  const known = familiesOf(dialect);
  const other: Readonly<Record<string, string>> = { ipv4: 'inet', ip: 'inet', inet4: 'inet', ip4: 'inet', ipv6: 'inet6', ip6: 'inet6' };
  if (method === undefined && known.some((name) => methodsOf(dialect, name).includes(family.text))) {
    const meant = methodsOf(dialect, 'inet').includes(family.text) ? 'inet' : 'inet6';
    return {
      about: 'family',
      span: family.span,
      message: `\`${family.text}\` is a method, and the family is missing; \`${meant} ${family.text}\` was probably meant`,
      fixes: [
        {
          title: `Write \`${meant} ${family.text}\``,
          certain: false,
          edits: [{ span: { start: family.span.start, end: family.span.start }, text: `${meant} ` }],
        },
      ],
    };
  }
  const meant = other[family.text.toLowerCase()] ?? nearest(family.text, known);
  return {
    about: 'family',
    span: family.span,
    message: `\`${family.text}\` is no address family of ${dialect}; ${meant === undefined ? `${list(known)} were expected` : `\`${meant}\` was probably meant`}`,
    ...(meant !== undefined && { fixes: [spelling(family, meant)] }),
  };
}

function methodReport(family: Word, method: Word, dialect: Dialect): IfaceLineReport {
  const known = methodsOf(dialect, family.text);
  const twin = family.text === 'inet' ? 'inet6' : 'inet';
  if (methodsOf(dialect, twin).includes(method.text)) {
    return {
      about: 'method',
      span: method.span,
      message: `\`${method.text}\` is a method of \`${twin}\`, not of \`${family.text}\`; ${list(known)} were expected`,
      fixes: [
        ...(method.text === 'auto' && family.text === 'inet' ? [spelling(method, 'dhcp', false)] : []),
        { title: `Write \`${twin} ${method.text}\``, certain: false, edits: [{ span: family.span, text: twin }] },
      ],
    };
  }
  const meant = nearest(method.text, known);
  return {
    about: 'method',
    span: method.span,
    message: `\`${method.text}\` is no method of \`${family.text}\` in ${dialect}; ${meant === undefined ? `${list(known)} were expected` : `\`${meant}\` was probably meant`}`,
    ...(meant !== undefined && { fixes: [spelling(method, meant)] }),
  };
}

/** Words in backticks, the last two joined by "or". */
export function list(words: readonly string[]): string {
  const quoted = words.map((word) => `\`${word}\``);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}
