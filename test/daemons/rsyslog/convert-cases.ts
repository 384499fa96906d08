import { applyEdits } from '../../../server/src/core/index.ts';
import { parseUnit } from '../../../server/src/core/languages/rsyslog/parse-unit.ts';
import { stringOf } from '../../../server/src/core/languages/rsyslog/objects.ts';
import type { Edit } from '../../../server/src/core/text/edit.ts';

/** Directives that need what a test has not: modules, listeners, users, folders, other files. */
const foreign =
  /^(?:modload|moddir|includeconfig|privdrop.*|workdirectory|umask|fileowner|filegroup|dirowner|dirgroup|fileownernum|filegroupnum|dirownernum|dirgroupnum|udpserver.*|input.*|imuxsock.*|systemlog.*|omitlocallogging|addunixlistensocket|klog.*|imjournal.*|markmessageperiod|pstat.*|mainmsgqueue.*|defaultnetstream.*|actionsendstreamdriver.*|debug.*|localhost.*|allowedsender|maxopenfiles|generateconfiggraph|netstreamdriver.*|failonchownfailure|rulesetcreatemainqueue|rulesetparser|defaultruleset|actionqueue.*)$/;

/**
 * A configuration of people, fit to be run anywhere: it writes below `OUT`, and what needs modules, listeners, users or other files is
 * taken out. Undefined where nothing of the old kind is left in it or it has errors.
 */
export function runnable(given: string): string | undefined {
  // What tells the time of the run differs from run to run.
  const text = given.replace(/timegenerated/gi, 'timereported').replace(/\$(?:q?h?hour|minute)(?![\w-])/gi, '$$day');
  if (text.includes('\r') || text.includes('\0') || text.length > 60_000) return undefined;
  const parsed = parseUnit(text);
  if (parsed.problems.length > 0) return undefined;
  const { tree } = parsed;
  const edits: Edit[] = [];
  const place = (path: string): string => `OUT/${path.replace(/[^A-Za-z0-9.]+/g, '_')}`;
  for (const { name, span } of tree.directives) if (foreign.test(name)) edits.push({ span, text: '' });
  for (const { node, parent } of tree.flat.objects) {
    if (
      [
        'module',
        'input',
        'global',
        'main_queue',
        'lookup_table',
        'dyn_stats',
        'percentile_stats',
        'parser',
        'ratelimit',
        'timezone',
        'include',
      ].includes(node.word)
    ) {
      if (parent !== undefined) return undefined;
      edits.push({ span: node.span, text: '' });
    }
    if (node.word !== 'action') continue;
    const type = stringOf(node, 'type')?.text.toLowerCase().replace('builtin:', '');
    if (type !== 'omfile' || stringOf(node, 'file') === undefined) return undefined;
    const file = stringOf(node, 'file');
    if (
      file === undefined ||
      file.quote === '`' ||
      node.parameters.some(({ name }) => /^(?:queue|sig|cry|rotation|.*owner|.*group)/.test(name))
    )
      return undefined;
    edits.push({ span: file.inner, text: place(file.text) });
  }
  for (const { action, span } of tree.flat.legacyActions) {
    if (action.kind === 'file') edits.push({ span: action.targetSpan, text: place(action.target) });
    else if (action.kind === 'dynafile') continue;
    else if (action.kind === 'pipe' || action.kind === 'module' || action.kind === 'outchannel' || action.kind === 'shell')
      edits.push({ span, text: place(action.target).padEnd(5, '_') });
    else if (action.kind === 'unknown') return undefined;
  }
  // A dynamic name that leads elsewhere.
  for (const definition of tree.names.templates) {
    const source = definition.text;
    if (source === undefined || definition.toSource === undefined) continue;
    if (/^[./]/.test(source)) edits.push({ span: definition.toSource({ start: 0, end: 1 }), text: 'OUT/' });
  }
  const order = edits.sort((a, b) => a.span.start - b.span.start);
  if (order.some((edit, i) => i > 0 && edit.span.start < (order[i - 1] as Edit).span.end)) return undefined;
  const made = applyEdits(text, order);
  const again = parseUnit(made);
  if (again.problems.length > 0) return undefined;
  const old =
    again.tree.flat.legacyActions.length +
    again.tree.directives.length +
    again.tree.flat.filters.filter(({ kind }) => kind === 'property-filter').length;
  return old === 0 ? undefined : made;
}

/** Messages that a configuration's own words make: each text it compares with stands in some, with many facilities and severities. */
export function messagesFor(configuration: string, count: number): readonly string[] {
  const words = [...configuration.matchAll(/"([^"\n\\%$]{2,40})"|'([^'\n\\%$]{2,40})'/g)]
    .map((match) => (match[1] ?? match[2]) as string)
    .filter((word) => /^[\x20-\x7e]+$/.test(word));
  const hosts = ['tester', 'web1.example.com', '10.0.0.7', ...words.filter((word) => /^[\w.-]+$/.test(word)).slice(0, 20)];
  const tags = ['sshd[123]:', 'kernel:', 'app:', 'CRON[9]:', ...words.filter((word) => /^[\w./-]+$/.test(word)).map((word) => `${word}:`)];
  const texts = ['hello world', 'error: it failed, 12 of 100', '{"a": 1, "b": "x"}', 'a\\b "c"', ...words];
  return Array.from({ length: count }, (_, i) => {
    const host = hosts[(i * 7) % hosts.length] as string;
    const tag = (tags[(i * 5) % tags.length] as string).replaceAll(' ', '_');
    const text = texts[i % texts.length] as string;
    return `<${(i * 37) % 192}>Oct 11 22:14:${String(i % 60).padStart(2, '0')} ${host} ${tag} ${i % 3 === 0 ? `${text} and more` : text}`;
  });
}
