import { existsSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import {
  allRules,
  type Document,
  languageNamed,
  languages,
  lint,
  nearest,
  type Project,
  type ShellCheckComments,
  isSettingsPath,
} from '../../../../server/src/core/index.ts';
import { nearestConfigurations } from '../../../../server/src/host/configuration.ts';
import { type LoadedProject, loadProject } from '../../../../server/src/host/load-project.ts';
import { ShellCheck } from '../../../../server/src/host/shellcheck.ts';
import { nodeFiles } from '../../../../server/src/host/node-files.ts';
import { createTwoFilesPatch } from 'diff';
import pc from 'picocolors';
import { replaceFile } from '../replace-file.ts';
import { againstBaseline, type BaselineEntry, type LineOf, readBaseline, updateBaseline } from '../lint/baseline.ts';
import { type FindOptions, findFiles, standardInput } from '../lint/find-files.ts';
import { formatCodeclimate } from '../lint/format-codeclimate.ts';
import { formatJunit } from '../lint/format-junit.ts';
import { formatSarif } from '../lint/format-sarif.ts';
import { formatGithub } from '../lint/format-github.ts';
import { formatJson } from '../lint/format-json.ts';
import { formatPretty } from '../lint/format-pretty.ts';
import { mend } from '../lint/mend.ts';
import { nothingFound } from '../lint/nothing-found.ts';
import { readSettings } from '../lint/read-settings.ts';
import { type LintRecord, lintRecord, sortRecords } from '../lint/record.ts';
import { withoutAnsi } from '../../run/ansi.ts';
import { UsageError } from '../usage-error.ts';
import { sshHome } from '../../hosts/ssh-home.ts';

/** The formats that problems can be printed in. */
export const lintFormats = ['pretty', 'json', 'github', 'sarif', 'junit', 'codeclimate'] as const;

type LintFormat = (typeof lintFormats)[number];

/** The options of `opsbook lint`. */
export interface LintOptions extends FindOptions {
  readonly format: LintFormat;
  readonly set: readonly string[];
  readonly rule: readonly string[];
  readonly hints?: boolean;
  readonly quiet?: boolean;
  readonly maxWarnings?: string;
  readonly fix?: boolean;
  readonly fixDryRun?: boolean;
  readonly baseline?: string;
  readonly updateBaseline?: boolean;
  readonly shellcheck?: boolean;
}

/** Lints paths (files, folders, `-` for standard input) and prints what was found. Returns the exit status: 0 clean, 1 errors, 2 could not run. */
export async function lintCommand(paths: readonly string[], options: LintOptions, version: string): Promise<number> {
  const most = checkOptions(options);
  const settings = readSettings(options.set);
  const baseline = options.baseline === undefined || options.updateBaseline === true ? undefined : readBaseline(options.baseline);
  const found = await findFiles(paths.length === 0 ? ['.'] : paths, options);
  const loaded = await loadProject({
    files: nodeFiles,
    wanted: found.wanted,
    configurationFor: nearestConfigurations(nodeFiles, { sshConfig: resolve(sshHome(), '.ssh/config') }),
    settings,
    trees: found.trees,
  });
  const documents = options.fix === true || options.fixDryRun === true ? await applied(loaded, found.input, options) : loaded.documents;
  // What is wrong with opsbook.yaml is told before all else, and is no verdict on a file.
  const files = [...documents.values()].filter(({ ours, path }) => ours && !isSettingsPath(path));
  const shellCheck = options.shellcheck === true ? await askShellCheck(files) : undefined;
  const rules = (rule: string): boolean => options.rule.length === 0 || options.rule.includes(rule);
  const all = sortRecords(files.flatMap((document) => recordsOf(loaded, documents, document, shellCheck)))
    .filter(({ rule }) => rules(rule))
    .filter(({ severity }) => options.quiet !== true || severity === 'error');
  const lineOf = linesOf(files);
  const looked = { path: resolve(options.baseline ?? '.'), files: files.map(({ path }) => shown(path)), lineOf, rules };
  let records: readonly LintRecord[] = all;
  let known = 0;
  if (options.baseline !== undefined && options.updateBaseline === true) {
    const entries = await updateBaseline(looked.path, all, looked);
    process.stderr.write(
      `wrote ${withoutAnsi(options.baseline)}: ${plural(
        entries.reduce((sum, { count }) => sum + count, 0),
        'problem',
      )}\n`,
    );
    records = all.filter(({ severity }) => severity === 'hint');
    known = all.length - records.length;
  } else if (options.baseline !== undefined && baseline !== undefined) {
    const against = againstBaseline(baseline, all, looked);
    records = against.rest;
    known = against.known;
    tellUnneeded(against.unneeded, options);
  }
  const visible = options.hints === true ? records : records.filter(({ severity }) => severity !== 'hint');
  const print: Readonly<Record<LintFormat, () => string>> = {
    pretty: () =>
      files.length === 0
        ? found.troubles.length + loaded.troubles.length === 0 && options.skipUnknown !== true
          ? nothingFound(paths, documents.size)
          : ''
        : formatPretty(records, { colors: pc, lineOf, files: files.length, hints: options.hints === true, known }),
    json: () => formatJson(records),
    github: () => formatGithub(visible),
    sarif: () => formatSarif(visible, version),
    junit: () => formatJunit(visible, looked.files),
    codeclimate: () => formatCodeclimate(visible),
  };
  // The fixed text of standard input takes standard output.
  const report = options.fix === true && found.input !== undefined ? process.stderr : process.stdout;
  report.write(print[options.format]());
  const troubles = [
    ...found.troubles.map(({ path, message }) => `${shown(path)}: ${message}`),
    ...loaded.configurations.flatMap(({ path, troubles }) =>
      troubles.map(({ line, column, message }) => `${shown(path ?? 'opsbook.yaml')}:${line}:${column}: ${message}`),
    ),
    ...loaded.troubles.map(({ path, message }) => `${shown(path)}: ${message}`),
  ];
  for (const trouble of troubles) process.stderr.write(`opsbook: ${withoutAnsi(trouble)}\n`);
  if (troubles.length > 0) return 2;
  const warnings = records.filter(({ severity }) => severity === 'warning').length;
  if (most !== undefined && warnings > most) {
    process.stderr.write(`opsbook: ${plural(warnings, 'warning')}, at most ${most} are allowed (--max-warnings)\n`);
    return 1;
  }
  return records.some((record) => record.severity === 'error') ? 1 : 0;
}

/** Refuses what cannot be meant; returns how many warnings are allowed. */
function checkOptions(options: LintOptions): number | undefined {
  if (options.language !== undefined && options.language !== 'runbook' && languageNamed(options.language) === undefined) {
    throw new UsageError(
      `--language: \`${options.language}\` is unknown; ${['runbook', ...languages.map(({ id }) => id)].map((id) => `\`${id}\``).join(', ')} are known`,
    );
  }
  if (options.rule.length > 0) {
    const ids = allRules().map(({ id }) => id);
    const unknown = options.rule.find((rule) => !ids.includes(rule));
    const meant = unknown === undefined ? undefined : nearest(unknown, ids);
    if (unknown !== undefined)
      throw new UsageError(
        `--rule: no rule is called \`${unknown}\`${meant === undefined ? '; `opsbook explain` lists them' : `; did you mean \`${meant}\`?`}`,
      );
  }
  if (options.updateBaseline === true && options.baseline === undefined)
    throw new UsageError('--update-baseline: `--baseline FILE` was expected too');
  if (options.fixDryRun === true && options.format !== 'pretty')
    throw new UsageError(`--fix-dry-run prints a difference, so \`--format ${options.format}\` cannot be`);
  if (options.maxWarnings === undefined) return undefined;
  if (!/^\d{1,9}$/.test(options.maxWarnings)) throw new UsageError(`--max-warnings: \`${options.maxWarnings}\` is no number`);
  return Number(options.maxWarnings);
}

/** The documents after their certain fixes. They are written back, or printed for standard input; with `--fix-dry-run` they are shown as a difference and left as they are. */
async function applied(loaded: LoadedProject, input: string | undefined, options: LintOptions): Promise<ReadonlyMap<string, Document>> {
  const documents = new Map(loaded.documents);
  for (const { before, after } of mend(loaded, options.rule)) {
    const name = shown(before.path);
    if (options.fixDryRun === true) {
      process.stdout.write(withoutAnsi(createTwoFilesPatch(name, name, before.text, after.text, 'as it is', 'fixed')));
      continue;
    }
    documents.set(after.path, after);
    if (after.path === input) continue;
    await replaceFile(after.path, after.text);
    process.stderr.write(`fixed ${withoutAnsi(name)}\n`);
  }
  if (options.fixDryRun !== true && input !== undefined) process.stdout.write(documents.get(input)?.text ?? '');
  return documents;
}

/** What ShellCheck says of the shell in all documents; each is asked about in its own folder. */
async function askShellCheck(files: readonly Document[]): Promise<ShellCheckComments> {
  const shellcheck = new ShellCheck('shellcheck');
  for (const document of files) {
    const folder = document.path === standardInput ? process.cwd() : dirname(document.path);
    await shellcheck.ask([document], existsSync(folder) ? folder : process.cwd());
  }
  if (shellcheck.missing) throw new UsageError('--shellcheck: there is no program `shellcheck` on the PATH');
  return shellcheck.comments;
}

function recordsOf(
  { projectFor }: LoadedProject,
  documents: ReadonlyMap<string, Document>,
  document: Document,
  shellCheck: ShellCheckComments | undefined,
): readonly LintRecord[] {
  const project: Project = { ...projectFor(document.path, documents), ...(shellCheck && { shellCheck }) };
  return lint(project, document.path).map((problem) => lintRecord(project, document, problem, shown));
}

/** What `shown` gave: a file of thousands of problems is asked for as often. */
const shownPaths = new Map<string, string>();

/** A path as it is printed: relative to this folder where it lies in it. */
function shown(path: string): string {
  const known = shownPaths.get(path);
  if (known !== undefined) return known;
  const printed = printedPath(path);
  shownPaths.set(path, printed);
  return printed;
}

function printedPath(path: string): string {
  const short = relative(process.cwd(), path);
  return path === standardInput ? path : short === '' || short.startsWith('..') ? path : short;
}

function linesOf(files: readonly Document[]): LineOf {
  const byName = new Map(files.map((document) => [shown(document.path), document]));
  return (file, line) => {
    const document = byName.get(file);
    return document?.text.slice(document.lines.lineStart(line - 1), document.lines.lineEnd(line - 1)).replace(/^\ufeff/, '');
  };
}

function tellUnneeded(entries: readonly BaselineEntry[], { baseline, format }: LintOptions): void {
  if (entries.length === 0) return;
  const total = entries.reduce((sum, { count }) => sum + count, 0);
  const files = [...new Set(entries.map(({ file }) => file))];
  const where = `${files.slice(0, 5).join(', ')}${files.length > 5 ? ` and ${files.length - 5} more` : ''}`;
  const one = total === 1;
  const text = `${plural(total, 'problem')} of the baseline ${one ? 'is' : 'are'} there no more (${where}): --update-baseline takes ${one ? 'it' : 'them'} out of ${baseline}`;
  if (format === 'github') process.stdout.write(`::notice title=opsbook baseline::${withoutAnsi(text)}\n`);
  else process.stderr.write(`opsbook: ${withoutAnsi(text)}\n`);
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
