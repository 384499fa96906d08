import { isMap, isNode, isPair, isScalar, isSeq, type Node, parseDocument, type YAMLMap } from 'yaml';
import type { FrontMatterRegion } from '../markdown/front-matter-region.ts';
import type { Finding } from '../problem.ts';
import type { Span } from '../text/span.ts';
import { nearest } from '../languages/values/suggest.ts';
import { readDuration } from './duration.ts';
import { type FrontMatterLevel, keysAt } from './front-matter-table.ts';
import type { FrontMatter, Input, Symptom } from './model.ts';

const names = (level: FrontMatterLevel): readonly string[] => keysAt(level).map(({ key }) => key);
const runbookKeys = names('runbook');
const inputKeys = names('input');
const symptomKeys = names('symptom');

/** The front matter of `text` and what is wrong with it; a document without one gets an empty one. Offsets are the document's. */
export function readFrontMatter(
  text: string,
  region: FrontMatterRegion | undefined,
): { readonly frontMatter: FrontMatter; readonly problems: readonly Finding[] } {
  const problems: Finding[] = [];
  const empty: FrontMatter = { span: region?.whole, ours: false, inputs: [], symptoms: [] };
  if (region === undefined) return { frontMatter: empty, problems };
  const source = text.slice(region.content.start, region.content.end);
  const at = (node: unknown): Span => {
    const range = isNode(node) ? node.range : undefined;
    return range == null
      ? { start: region.content.start, end: region.content.end }
      : { start: region.content.start + range[0], end: region.content.start + range[1] };
  };
  const tell = (rule: string, severity: Finding['severity'], span: Span, message: string, fixes: Finding['fixes'] = []): void => {
    problems.push({ rule, severity, span, message, fixes });
  };
  const document = parseDocument(source, { uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
  const [error] = document.errors;
  const signs = hostsAsYamlSigns(source, error?.pos[0]);
  if (signs !== undefined) {
    const span = { start: region.content.start + signs.start, end: region.content.start + signs.end };
    const value = text.slice(span.start, span.end);
    tell(
      'runbook-front-matter',
      'error',
      span,
      `YAML reads \`${value.charAt(0)}\` at the start of a value as a sign of its own: a host expression that begins with it is quoted`,
      /["\\]/.test(value) ? [] : [{ title: 'Quote it', certain: true, edits: [{ span, text: `"${value}"` }] }],
    );
  }
  if (error !== undefined) {
    const ours = /^runbook[ \t]*:/m.test(source);
    // Between two rulers may stand any text; only what has a key is meant to be read.
    if (signs === undefined && (ours || /^[\w-]+[ \t]*:([ \t]|$)/m.test(source.replace(/\r/g, '')))) {
      const start = region.content.start + Math.min(error.pos[0], source.length);
      tell(
        'runbook-front-matter',
        ours ? 'error' : 'warning',
        { start, end: Math.max(start, region.content.start + Math.min(error.pos[1], source.length)) },
        `The front matter is no YAML: ${(error.message.split('\n')[0] as string).replace(/\.$/, '')}`,
      );
    }
    return { frontMatter: { ...empty, ours }, problems };
  }
  const root = document.contents;
  if (root === null) return { frontMatter: empty, problems };
  if (!isMap(root)) {
    tell('runbook-front-matter', 'error', at(root), 'The front matter is no mapping: keys and values were expected, as in `title: …`');
    return { frontMatter: empty, problems };
  }
  const string = (node: unknown): string | undefined => {
    if (!isScalar(node) || node.value === null || node.value === undefined) return undefined;
    return typeof node.value === 'string' ? node.value : (node.source ?? String(node.value));
  };
  const get = (map: YAMLMap, key: string): Node | undefined => {
    const pair = map.items.findLast((item) => isScalar(item.key) && String(item.key.value) === key);
    return isNode(pair?.value) ? pair.value : undefined;
  };
  const unknownKeys = (map: YAMLMap, known: readonly string[], where: string): void => {
    const seen = new Set<string>();
    for (const pair of map.items) {
      if (!isPair(pair) || !isScalar(pair.key)) continue;
      const key = String(pair.key.value);
      if (seen.has(key)) tell('runbook-front-matter', 'warning', at(pair.key), `\`${key}\` stands twice ${where}; the last one counts`);
      seen.add(key);
      if (known.includes(key)) continue;
      const meant = nearest(key, known);
      const span = at(pair.key);
      tell(
        'runbook-unknown-key',
        'warning',
        span,
        `Unknown key \`${key}\` ${where}${meant === undefined ? `, expected one of ${known.map((k) => `\`${k}\``).join(', ')}` : `, did you mean \`${meant}\`?`}`,
        meant === undefined ? [] : [{ title: `Change to \`${meant}\``, certain: false, edits: [{ span, text: meant }] }],
      );
    }
  };
  const out: { -readonly [K in keyof FrontMatter]: FrontMatter[K] } = { ...empty };
  const title = string(get(root, 'title'));
  if (title !== undefined) out.title = title;
  const shell = string(get(root, 'shell'));
  if (shell !== undefined) out.shell = shell;
  const cwd = string(get(root, 'cwd'));
  if (cwd !== undefined) out.cwd = cwd;
  const hasOurs = root.items.some((pair) => isScalar(pair.key) && pair.key.value === 'runbook');
  if (!hasOurs) return { frontMatter: out, problems };
  // Beside `runbook` they are read by nobody; a file of another program's front matter may have any key, so no other is told.
  for (const { key } of root.items)
    if (isScalar(key) && runbookKeys.includes(String(key.value)))
      tell(
        'runbook-unknown-key',
        'warning',
        at(key),
        `\`${String(key.value)}\` is read under \`runbook\` only: it was expected there, indented`,
      );
  out.ours = true;
  const ours = get(root, 'runbook');
  if (ours === undefined || (isScalar(ours) && ours.value === null)) return { frontMatter: out, problems };
  if (!isMap(ours)) {
    tell('runbook-front-matter', 'error', at(ours), '`runbook` is no mapping: keys such as `hosts` were expected under it');
    return { frontMatter: out, problems };
  }
  unknownKeys(ours, runbookKeys, 'under `runbook`');
  const bad = (key: string, node: unknown, expected: string): void => {
    tell('runbook-front-matter', 'error', at(node), `\`${key}\` is ${quoted(string(node))}, expected ${expected}`);
  };
  const read = <T>(key: string, reader: (value: string, node: Node) => T | undefined, expected: string): T | undefined => {
    const node = get(ours, key);
    if (node === undefined) return undefined;
    const value = string(node);
    const result = value === undefined ? undefined : reader(value, node);
    if (result === undefined) bad(key, node, expected);
    return result;
  };
  const whole = (value: string): number | undefined => (/^\d{1,6}$/.test(value) ? Number(value) : undefined);
  const set = <K extends keyof FrontMatter>(key: K, value: FrontMatter[K] | undefined): void => {
    if (value !== undefined) (out as Record<string, unknown>)[key] = value;
  };
  set('minVersion', read('min-version', whole, 'a whole number'));
  if ((out.minVersion ?? 1) > 1)
    tell(
      'runbook-front-matter',
      'warning',
      at(get(ours, 'min-version')),
      `The runbook wants version ${out.minVersion} of the format; this opsbook knows version 1, and a run refuses it`,
    );
  set(
    'user',
    read('user', (value) => (value === '' ? undefined : value), 'the name of an account'),
  );
  set(
    'sudo',
    read(
      'sudo',
      (value) => (value === 'true' ? true : value === 'false' ? false : /^[a-z_][\w.-]*$/i.test(value) ? value : undefined),
      '`true`, `false` or the name of an account',
    ),
  );
  set('timeout', read('timeout', readDuration, 'a duration such as `60s`, `5m` or `2h`'));
  set(
    'parallel',
    read('parallel', (value) => (whole(value) === 0 ? undefined : whole(value)), 'a whole number from 1'),
  );
  set(
    'maxFailures',
    read(
      'max-failures',
      (value) => (/^(?:\d{1,6}|\d{1,2}%|100%)$/.test(value) ? value : undefined),
      'a number of hosts or a share of them from `0%` to `100%`',
    ),
  );
  const hosts = get(ours, 'hosts');
  if (hosts !== undefined && signs === undefined) {
    const words = isSeq(hosts) ? hosts.items.map(string) : [string(hosts)];
    if (words.some((word) => word === undefined || word === ''))
      bad('hosts', hosts, 'a host expression such as `"lb[1-3],@edge"`, or a list of them');
    else {
      out.hosts = words.join(',');
      out.hostsSpan = at(hosts);
    }
  }
  const rolling = get(ours, 'rolling');
  if (rolling !== undefined) {
    const words = isSeq(rolling)
      ? rolling.items.map((item) => string(item) ?? '')
      : (string(rolling) ?? '').split(',').map((word) => word.trim());
    if (words.every((word) => /^([1-9]\d{0,5}|[1-9]\d?%|100%)$/.test(word))) out.rolling = words;
    else bad('rolling', rolling, 'a number of hosts, a share such as `25%`, or a list of them');
  }
  out.inputs = readInputs(get(ours, 'inputs'));
  out.symptoms = readSymptoms(get(ours, 'symptoms'));
  return { frontMatter: out, problems };

  function readInputs(node: Node | undefined): readonly Input[] {
    if (node === undefined || (isScalar(node) && node.value === null)) return [];
    if (!isMap(node)) {
      bad('inputs', node, 'a mapping of names');
      return [];
    }
    const inputs: Input[] = [];
    for (const pair of node.items) {
      const name = string(pair.key);
      if (name === undefined) continue;
      const span = at(pair.key);
      if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
        tell(
          'runbook-front-matter',
          'error',
          span,
          `The input \`${name}\` is no name of a variable: letters, digits and \`_\` were expected`,
        );
        continue;
      }
      const body = pair.value;
      if (isScalar(body) && body.value !== null) {
        inputs.push({ name, default: string(body) as string, secret: false, span });
        continue;
      }
      if (body != null && !isMap(body) && !(isScalar(body) && body.value === null)) {
        bad(name, body, `a mapping with ${inputKeys.map((key) => `\`${key}\``).join(', ')}`);
        continue;
      }
      const map = isMap(body) ? body : undefined;
      if (map !== undefined) unknownKeys(map, inputKeys, `in the input \`${name}\``);
      const field = (key: string): string | undefined => (map === undefined ? undefined : string(get(map, key)));
      const pattern = field('pattern');
      if (pattern !== undefined && !compiles(pattern))
        bad('pattern', map === undefined ? undefined : get(map, 'pattern'), 'a regular expression');
      const secret = field('secret');
      if (secret !== undefined && secret !== 'true' && secret !== 'false')
        bad('secret', map === undefined ? undefined : get(map, 'secret'), '`true` or `false`');
      const choicesNode = map === undefined ? undefined : get(map, 'choices');
      if (choicesNode !== undefined && !isSeq(choicesNode)) bad('choices', choicesNode, 'a list of values');
      const choices = isSeq(choicesNode) ? choicesNode.items.map((item) => string(item) ?? '') : undefined;
      const fallback = field('default');
      const description = field('description');
      inputs.push({
        name,
        span,
        // What is not plainly none is kept as one.
        secret: secret !== undefined && secret !== 'false',
        ...(fallback !== undefined && { default: fallback }),
        ...(pattern !== undefined && compiles(pattern) && { pattern }),
        ...(choices !== undefined && { choices }),
        ...(description !== undefined && { description }),
      });
    }
    return inputs;
  }

  function readSymptoms(node: Node | undefined): readonly Symptom[] {
    if (node === undefined) return [];
    if (!isSeq(node)) {
      bad('symptoms', node, 'a list with `match` and `file`');
      return [];
    }
    const symptoms: Symptom[] = [];
    for (const item of node.items) {
      if (!isMap(item)) {
        bad('symptoms', item, 'a mapping with `match` and `file`');
        continue;
      }
      unknownKeys(item, symptomKeys, 'in a symptom');
      const match = string(get(item, 'match'));
      const file = string(get(item, 'file'));
      if (match === undefined || !compiles(match)) bad('match', get(item, 'match') ?? item, 'a regular expression');
      else symptoms.push({ match, ...(file !== undefined && { file }), span: at(item) });
    }
    return symptoms;
  }
}

function compiles(pattern: string): boolean {
  try {
    new RegExp(pattern, 'u');
    return true;
  } catch {
    return false;
  }
}

function quoted(value: string | undefined): string {
  return value === undefined ? 'not a plain value' : `\`${value}\``;
}

/**
 * The span of a host expression that begins with one of YAML's own signs (`@`, `*`, `!`, `&`), after `hosts:` or as an item below it; with
 * `[`, which begins a list, only where that is the line of the error at `offset`. Undefined where there is none.
 */
function hostsAsYamlSigns(source: string, offset: number | undefined): Span | undefined {
  const key = /^[ \t]+hosts[ \t]*:/m.exec(source);
  if (key === null) return undefined;
  let at = key.index;
  for (let first = true; at < source.length; first = false) {
    const end = /\r|\n|$/.exec(source.slice(at))?.index ?? 0;
    const line = source.slice(at, at + end);
    const match = (first ? /^([ \t]+hosts[ \t]*:[ \t]*)([^ \t#].*)?$/ : /^([ \t]*-[ \t]+)(.+)$/).exec(line);
    if (match === null) return undefined;
    const [, before = '', value = ''] = match;
    const trimmed = value.replace(/[ \t]+#.*$/, '').trimEnd();
    const broken = offset !== undefined && offset >= at && offset <= at + end;
    if (/^[@*!&]/.test(trimmed) || (broken && /^\[[^\]]*\]./.test(trimmed)))
      return { start: at + before.length, end: at + before.length + trimmed.length };
    if (first && trimmed !== '') return undefined;
    at += end + (source.startsWith('\r\n', at + end) ? 2 : 1);
  }
  return undefined;
}
