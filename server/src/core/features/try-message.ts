import picomatch from 'picomatch';
import { versionOf } from '../languages/rsyslog/setting.ts';
import type { Tree } from '../languages/rsyslog/syntax/tree.ts';
import { toBytes } from '../languages/rsyslog/try/bytes.ts';
import { describeTrial } from '../languages/rsyslog/try/describe-trial.ts';
import type { Trial } from '../languages/rsyslog/try/outcome.ts';
import type { TrySource } from '../languages/rsyslog/try/program.ts';
import type { SyslogTime } from '../languages/rsyslog/try/syslog-time.ts';
import { tryMessage as run } from '../languages/rsyslog/try/try-message.ts';
import type { Project } from '../project.ts';
import { targetOf } from '../target-of.ts';
import { lineIndex } from '../text/line-index.ts';
import type { Unit } from '../unit.ts';
import { unitAt } from './unit-at.ts';

/** A message to try, and how it came. */
export interface TryOptions {
  /** As it comes over the network; one line end at its end is dropped by rsyslogd itself. */
  readonly message: string;
  readonly receivedAt: SyslogTime;
  /** The sender: a name, an address, or `name/address`. */
  readonly from?: string;
  /** The name of the host that rsyslogd runs on. */
  readonly ownHost: string;
  readonly ruleset?: string;
  /** Where in a runbook the configuration stands; its first rsyslog block if absent. */
  readonly offset?: number;
}

/** What would become of a message in a configuration, as data and as lines for a person; undefined where the document has none for rsyslog. */
export interface TriedMessage {
  readonly trial: Trial;
  /** Lines from 1 of the steps, in the document of each. */
  readonly lines: readonly number[];
  readonly told: readonly string[];
}

/** Tries a message with the configuration of a document of the project; files that it includes are taken from the project. */
export function tryMessage(project: Project, path: string, options: TryOptions, all = false): TriedMessage | undefined {
  const document = project.documents.get(path);
  const unit =
    (options.offset === undefined ? undefined : unitAt(project, path, options.offset)?.unit) ??
    document?.units.find(({ language }) => language === 'rsyslog');
  if (document === undefined || unit?.language !== 'rsyslog') return undefined;
  const [host = '', address = host] = (options.from ?? '127.0.0.1').split('/', 2);
  const trial = run({
    source: sourceOf(unit),
    included: (wanted) => included(project, path, wanted),
    version: versionOf(project.settings(path)),
    message: toBytes(options.message),
    origin: {
      host: toBytes(host),
      address: toBytes(address),
      ownHost: toBytes(options.ownHost),
      inputName: 'imudp',
      receivedAt: options.receivedAt,
    },
    ...(options.ruleset !== undefined && { ruleset: options.ruleset }),
  });
  const place = (file: string, span: { readonly start: number; readonly end: number }): { line: number; text: string } => {
    const other = project.documents.get(file);
    const start = file === path ? unit.map.toDocument(span).start : span.start;
    const { text, lines } = other ?? { text: '', lines: lineIndex('') };
    const { line } = lines.positionAt(start);
    return { line: line + 1, text: text.slice(lines.lineStart(line), lines.lineEnd(line)) };
  };
  const shown = (file: string): string => file.slice(file.lastIndexOf('/') + 1);
  return {
    trial,
    lines: trial.steps.map((step) => place(step.file, step.span).line),
    told: describeTrial(trial, { place, shown, all }),
  };
}

function sourceOf({ file, parsed }: Unit): TrySource {
  return { file, text: parsed.text, tree: parsed.tree as Tree };
}

/** The included files of the same tree, in order of their names as glob(3) gives them; undefined where the project has none. */
function included(project: Project, path: string, wanted: string): readonly TrySource[] | undefined {
  const target = targetOf(path, wanted);
  const matches = picomatch(wanted.endsWith('/') ? `${target}/*` : target, { dot: false });
  const found = [...project.documents.values()]
    .filter((document) => document.path !== path && matches(document.path))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  // A glob that matches nothing is no mistake.
  if (found.length === 0) return /[*?[]/.test(wanted) && project.closed.has(path) ? [] : undefined;
  return found.flatMap((document) => document.units.filter(({ language }) => language === 'rsyslog').map(sourceOf));
}
