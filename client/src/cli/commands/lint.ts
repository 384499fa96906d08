import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import {
  allRules,
  isMarkdownPath,
  languageNamed,
  languageOfPath,
  languages,
  lint,
  nearest,
  type Project,
  type Settings,
} from '../../../../server/src/core/index.ts';
import { loadConfiguration } from '../../../../server/src/host/configuration.ts';
import { loadProject, type WantedFile } from '../../../../server/src/host/load-project.ts';
import { nodeFiles } from '../../../../server/src/host/node-files.ts';
import { walk } from '../../../../server/src/host/walk.ts';
import { createTwoFilesPatch } from 'diff';
import pc from 'picocolors';
import { applyFixes } from '../lint/apply-fixes.ts';
import { replaceFile } from '../replace-file.ts';
import { formatCodeclimate } from '../lint/format-codeclimate.ts';
import { formatJunit } from '../lint/format-junit.ts';
import { formatSarif } from '../lint/format-sarif.ts';
import { formatGithub } from '../lint/format-github.ts';
import { formatJson } from '../lint/format-json.ts';
import { formatPretty } from '../lint/format-pretty.ts';
import { lintRecord, sortRecords } from '../lint/record.ts';
import { withoutAnsi } from '../../run/ansi.ts';
import { UsageError } from '../usage-error.ts';
import { sshHome } from '../../hosts/ssh-home.ts';

/** The formats that problems can be printed in. */
export const lintFormats = ['pretty', 'json', 'github', 'sarif', 'junit', 'codeclimate'] as const;

type LintFormat = (typeof lintFormats)[number];

/** The options of `opsbook lint`. */
export interface LintOptions {
  readonly format: LintFormat;
  readonly language?: string;
  readonly stdinFilename?: string;
  readonly set: readonly string[];
  readonly rule: readonly string[];
  readonly hints?: boolean;
  readonly quiet?: boolean;
  readonly maxWarnings?: string;
  /** False with `--no-ignore`. */
  readonly ignore?: boolean;
  readonly fix?: boolean;
  readonly fixDryRun?: boolean;
}

/** Lints paths (files, folders, `-` for standard input) and prints what was found. Returns the exit status: 0 clean, 1 errors, 2 could not run. */
export async function lintCommand(paths: readonly string[], options: LintOptions, version: string): Promise<number> {
  const cwd = process.cwd();
  const settings = readSettings(options.set);
  if (options.language !== undefined && options.language !== 'runbook' && languageNamed(options.language) === undefined) {
    throw new UsageError(
      `--language: \`${options.language}\` is unknown; ${['runbook', ...languages.map(({ id }) => id)].map((id) => `\`${id}\``).join(', ')} are known`,
    );
  }
  const unknown = options.rule.find((rule) => !allRules().some(({ id }) => id === rule));
  if (unknown !== undefined) {
    const meant = nearest(
      unknown,
      allRules().map(({ id }) => id),
    );
    throw new UsageError(`--rule: no rule is called \`${unknown}\`${meant === undefined ? '' : `; did you mean \`${meant}\`?`}`);
  }
  if (options.maxWarnings !== undefined && !/^\d{1,9}$/.test(options.maxWarnings))
    throw new UsageError(`--max-warnings: \`${options.maxWarnings}\` is no number`);
  const most = options.maxWarnings === undefined ? undefined : Number(options.maxWarnings);
  const wanted: WantedFile[] = [];
  const trees: string[] = [];
  const troubles: { path: string; message: string }[] = [];
  const language = options.language === undefined ? {} : { language: options.language };
  for (const path of paths.length === 0 ? ['.'] : paths) {
    if (path === '-') {
      const name = options.stdinFilename ?? '<stdin>';
      const full = options.stdinFilename === undefined ? '<stdin>' : resolve(cwd, name);
      const markdown = options.language === undefined && isMarkdownPath(name);
      if (options.language === undefined && !markdown && languageOfPath(full) === undefined)
        throw new UsageError('Standard input has no name that tells its language: `--language` or `--stdin-filename` was expected');
      wanted.push({ path: full, text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(readFileSync(0)), named: true, ...language });
      continue;
    }
    const full = resolve(cwd, path);
    const kind = await nodeFiles.kindOf(full);
    if (kind === 'folder') {
      trees.push(full);
      for (const inner of await walk(nodeFiles, full, options.ignore === false)) wanted.push({ path: inner });
    } else if (kind === 'file' && options.language === undefined && !isMarkdownPath(full) && languageOfPath(full) === undefined) {
      troubles.push({ path: full, message: 'its name tells no language that opsbook knows; `--language` was expected' });
    } else wanted.push({ path: full, named: true, ...language });
  }
  const configuration = await loadConfiguration(nodeFiles, cwd, { sshConfig: resolve(sshHome(), '.ssh/config') });
  for (const trouble of configuration.troubles)
    troubles.push({ path: configuration.path ?? 'opsbook.yaml', message: `line ${trouble.line}: ${trouble.message}` });
  const loaded = await loadProject({ files: nodeFiles, wanted, configuration, settings, trees });
  troubles.push(...loaded.troubles);
  const { project: found } = loaded;
  const shown = (path: string): string => {
    const short = relative(cwd, path);
    return path === '<stdin>' ? path : short === '' || short.startsWith('..') ? path : short;
  };
  const project = options.fix === true || options.fixDryRun === true ? await mend(found, options.fixDryRun === true, shown) : found;
  const files = [...project.documents.values()].filter((document) => document.ours);
  const records = sortRecords(
    files.flatMap((document) => lint(project, document.path).map((problem) => lintRecord(project, document, problem, shown))),
  );
  const counted = records
    .filter(({ rule }) => options.rule.length === 0 || options.rule.includes(rule))
    .filter(({ severity }) => options.quiet !== true || severity === 'error');
  const byName = new Map(files.map((document) => [shown(document.path), document]));
  const lineOf = (file: string, line: number): string | undefined => {
    const document = byName.get(file);
    return document?.text.slice(document.lines.lineStart(line - 1), document.lines.lineEnd(line - 1)).replace(/^\ufeff/, '');
  };
  const visible = options.hints === true ? counted : counted.filter(({ severity }) => severity !== 'hint');
  const print: Readonly<Record<LintFormat, () => string>> = {
    pretty: () => formatPretty(counted, { colors: pc, lineOf, files: files.length, hints: options.hints === true }),
    json: () => formatJson(counted),
    github: () => formatGithub(visible),
    sarif: () => formatSarif(visible, version),
    junit: () =>
      formatJunit(
        visible,
        files.map(({ path }) => shown(path)),
      ),
    codeclimate: () => formatCodeclimate(visible),
  };
  process.stdout.write(print[options.format]());
  for (const { path, message } of troubles) process.stderr.write(`opsbook: ${withoutAnsi(shown(path))}: ${withoutAnsi(message)}\n`);
  if (troubles.length > 0) return 2;
  const warnings = counted.filter(({ severity }) => severity === 'warning').length;
  if (most !== undefined && warnings > most) {
    process.stderr.write(`opsbook: ${warnings} warnings, at most ${most} are allowed (--max-warnings)\n`);
    return 1;
  }
  return counted.some((record) => record.severity === 'error') ? 1 : 0;
}

/** The project after its certain fixes; they are written back, or only shown as a difference. Standard input is only shown. */
async function mend(project: Project, dry: boolean, shown: (path: string) => string): Promise<Project> {
  let now = project;
  for (const document of project.documents.values()) {
    if (!document.ours) continue;
    const fixed = applyFixes(now, document.path);
    const after = fixed.project.documents.get(document.path);
    if (after === undefined || after.text === document.text) continue;
    if (dry || document.path === '<stdin>')
      process.stdout.write(
        withoutAnsi(createTwoFilesPatch(shown(document.path), shown(document.path), document.text, after.text, 'as it is', 'fixed')),
      );
    else {
      await replaceFile(document.path, after.text);
      process.stderr.write(`fixed ${withoutAnsi(shown(document.path))}\n`);
    }
    if (!dry) now = fixed.project;
  }
  return now;
}

/** `LANGUAGE.KEY=VALUE` words as settings; one that is none, or that no language has, is a usage error. */
export function readSettings(words: readonly string[]): Settings {
  const out: Record<string, Record<string, string>> = {};
  for (const word of words) {
    const match = /^([a-z_]+)\.([a-z-]+)=(.*)$/.exec(word);
    if (match === null) throw new UsageError(`--set: \`${word}\` is not of the form \`LANGUAGE.KEY=VALUE\``);
    const [, language = '', key = '', value = ''] = match;
    const definition = languageNamed(language)?.settings.find((candidate) => candidate.key === key);
    if (definition === undefined) {
      const known = languages.flatMap(({ id, settings }) => settings.map((setting) => `\`${id}.${setting.key}\``));
      throw new UsageError(
        `--set: \`${language}.${key}\` is unknown; ${known.length === 0 ? 'there are no settings' : `${known.join(', ')} are known`}`,
      );
    }
    if (
      (definition.values !== undefined && !definition.values.includes(value)) ||
      (definition.pattern !== undefined && !definition.pattern.test(value))
    ) {
      throw new UsageError(
        `--set: \`${language}.${key}\` cannot be \`${value}\`${definition.values === undefined ? '' : `; ${definition.values.map((v) => `\`${v}\``).join(', ')} were expected`}`,
      );
    }
    out[language] = { ...out[language], [key]: value };
  }
  return out;
}
