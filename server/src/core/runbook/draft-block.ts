import type { Document } from '../document.ts';
import { languageNamed } from '../languages/registry.ts';
import type { DraftBlock, DraftInstall, DraftRequest, DraftScript } from './draft-types.ts';
import { dangersOfStep } from '../rules/steps/dangers-of-step.ts';
import { keyedLanguage } from '../parts/merge-part.ts';
import { stepLanguages } from './fence-languages.ts';
import { holesOf } from './holes.ts';
import type { ReadBlock, ReadRunbook } from './parse-runbook.ts';
import { withoutPrompts } from './prompted.ts';
import { scriptText, transcript } from './script-text.ts';

/** What drafting one block needs to know of its run. */
export interface DraftContext {
  readonly document: Document;
  readonly runbook: ReadRunbook;
  readonly request: DraftRequest;
  readonly values: ReadonlyMap<string, string>;
  /** Names of inputs that are to be asked for: what they are in is judged when they are known. */
  readonly missing: ReadonlySet<string>;
  readonly secrets: ReadonlySet<string>;
  /** Names of values that hosts have of their own. */
  readonly hostVariables: ReadonlySet<string>;
  readonly lineAt: (offset: number) => number;
  readonly refuse: (line: number, message: string) => void;
}

const MINUTE = 60_000;

/** One block of a draft; what is wrong with it is refused through the context. */
export function draftBlock(
  context: DraftContext,
  block: ReadBlock,
  targets: readonly string[],
  skipped: string | undefined,
  inOrder: boolean,
): DraftBlock {
  const { options } = block;
  const { frontMatter } = context.runbook;
  const check = options.check === true && block.kind !== 'file';
  const line = context.lineAt(block.span.start);
  const fill = (text: string, what: string): string => fillNames(context, text, what, line);
  const user = options.user ?? frontMatter.user;
  const confirm =
    options.confirm === true || (options.confirm === undefined && options.reboot === true)
      ? `Run \`${block.name}\``
      : options.confirm === undefined
        ? undefined
        : fill(options.confirm, 'confirm');
  return {
    name: block.name,
    kind: block.kind === 'file' ? 'file' : check ? 'check' : 'step',
    index: block.index,
    line,
    targets,
    ...(skipped !== undefined && { skipped }),
    inOrder,
    ...(options.at !== undefined && { at: fill(options.at, 'at') }),
    ...(user !== undefined && { user }),
    sudo: options.sudo ?? frontMatter.sudo ?? false,
    ...(options.cwd !== undefined && { cwd: fill(options.cwd, 'cwd') }),
    timeout: options.timeout ?? (check ? Math.min(MINUTE, frontMatter.timeout ?? MINUTE) : (frontMatter.timeout ?? 10 * MINUTE)),
    ...(options.parallel !== undefined && { parallel: options.parallel }),
    retries: options.retries ?? 0,
    retryDelay: options.retryDelay ?? 1000,
    grace: options.grace ?? 1000,
    ...(options.fixes !== undefined && { fixes: options.fixes }),
    ...(options.then !== undefined && { then: options.then }),
    ...(options.undoes !== undefined && { undoes: options.undoes }),
    requires: options.requires ?? [],
    ...(options.when !== undefined && { when: options.when }),
    continueOnFailure: options.onFailure === 'continue',
    ...(confirm !== undefined && { confirm }),
    sensitive: options.sensitive === true || usesSecretHole(context, block),
    ...guardOf(block),
    ...dangersOf(context, block),
    attributes: Object.fromEntries(block.attributes.map(({ key, value }) => [key, value])),
    ...(block.kind === 'file' ? { install: install(context, block, line, fill) } : { script: script(context, block, line) }),
  };
}

/** Files whose wrong content locks us out, so that they are guarded unless they say `guard=false`. */
const guardedPaths = /\/(sshd_config|sshd_config\.d\/[^/]*|network\/interfaces|network\/interfaces\.d\/[^/]*)$/;
const usualWindow = 90_000;

function guardOf({ kind, language, options }: ReadBlock): { readonly guard?: number } {
  if (options.guard === false) return {};
  if (options.guard !== undefined) return { guard: options.guard };
  const risky = /^(interfaces|ifupdown|sshd_config|sshd)$/i.test(language) || guardedPaths.test(options.file ?? '');
  return kind === 'file' && risky ? { guard: usualWindow } : {};
}

function dangersOf({ document, runbook, lineAt }: DraftContext, block: ReadBlock): Pick<DraftBlock, 'dangers'> {
  const read = document.shells.get(block.index);
  if (read === undefined || block.kind === 'file') return {};
  const dangers = [...dangersOfStep(block, read, runbook.frontMatter)].map(({ name, found, span }) => ({
    kind: found.kind,
    line: lineAt(span.start),
    message: `\`${name}\` ${found.words}`,
  }));
  return dangers.length === 0 ? {} : { dangers };
}

function script(context: DraftContext, block: ReadBlock, line: number): DraftScript {
  const { options } = block;
  const shell = context.runbook.frontMatter.shell;
  let text = withoutPrompts(block, scriptText(block.language, block.text));
  let print: string | undefined;
  if (block.kind === 'transcript') {
    const session = transcript(block.text);
    if (session.prompt === undefined)
      context.refuse(line, `\`${block.name}\` is a transcript whose first line has no prompt: \`$ \` or \`# \` was expected`);
    // A console shows both streams.
    text = options.verify === true ? `exec 2>&1\n${session.script}` : session.script;
    if (options.verify === true) print = session.print;
  }
  const following = context.runbook.blocks[block.index + 1];
  return {
    interpreter: options.interpreter ?? (stepLanguages[block.language.toLowerCase()] || (shell ?? 'sh')),
    strict: options.strict !== false,
    text,
    ...(options.expect !== undefined && { expect: options.expect }),
    ...(following?.kind === 'expectation' && { expectOutput: following.text }),
    ...(print !== undefined && { expectOutput: print }),
    ...(options.capture !== undefined && { capture: options.capture }),
    ...givenOf(context, block),
    ...neededOf(context, block),
    secrets: [...context.secrets].filter((name) => new RegExp(`\\b${name}\\b`).test(text)),
    interactive: options.interactive === true,
    background: options.background === true,
  };
}

/** Runme's ways to the output of a step: `$__` is that of the one before, and a name in capitals is a variable (its docs, usage/pipes-variables). */
function givenOf({ runbook }: DraftContext, { name, explicitName, index, options }: ReadBlock): Pick<DraftScript, 'gives'> {
  const own = explicitName && /^[A-Z][A-Z0-9_]{2,}$/.test(name) && options.capture !== name ? [name] : [];
  const gives = [...own, '__'].filter((given) =>
    runbook.blocks.some((block) => block.index > index && new RegExp(`(?<![A-Za-z0-9_])${given}(?![A-Za-z0-9_])`).test(block.text)),
  );
  return gives.length === 0 ? {} : { gives };
}

/** The captured values that a step of sh or bash uses without a word on what is to be done where they are not there. */
function neededOf({ document, runbook }: DraftContext, block: ReadBlock): Pick<DraftScript, 'needs'> {
  const read = document.shells.get(block.index);
  if (read === undefined) return {};
  const captured = new Set(runbook.blocks.flatMap(({ options }) => options.capture ?? []));
  for (const { name, kind, guarded } of read.variables) if (kind === 'assign' || guarded) captured.delete(name);
  // `[ -n "$x" ]` asks whether it is there.
  for (const [, name] of block.text.matchAll(/-[nz][ \t]+"?\$\{?([A-Za-z_]\w*)/g)) captured.delete(name as string);
  const needs = [...new Set(read.variables.filter(({ name, kind }) => kind === 'use' && captured.has(name)).map(({ name }) => name))];
  return needs.length === 0 ? {} : { needs };
}

function install(context: DraftContext, block: ReadBlock, line: number, fill: (text: string, what: string) => string): DraftInstall {
  const { options } = block;
  const source = options.src === undefined ? undefined : context.request.sources?.[options.src];
  if (options.src !== undefined && (source === undefined || 'trouble' in source))
    context.refuse(line, `\`${block.name}\`: \`src=${options.src}\`: ${source === undefined ? 'it was not read' : source.trouble}`);
  // Of another file the bytes are taken as they are: no holes in them are filled.
  if (source !== undefined && 'text' in source) {
    const lines = source.text === '' ? 0 : source.text.replace(/\n$/, '').split('\n').length;
    return { ...installParts(context, block, line, fill), text: source.text, holes: [], sourceLines: new Array<number>(lines).fill(line) };
  }
  const { text } = block;
  const names = new Set([
    ...context.runbook.frontMatter.inputs.map(({ name }) => name),
    ...context.runbook.blocks.flatMap(({ options: o }) => (o.capture === undefined ? [] : [o.capture])),
    ...context.hostVariables,
  ]);
  const open = new Set<string>();
  let rendered = '';
  let at = 0;
  for (const hole of holesOf(text, (name) => names.has(name))) {
    // A secret stays a hole: the plan is kept, the secret is not.
    const value = context.secrets.has(hole.name) ? undefined : context.values.get(hole.name);
    rendered += text.slice(at, hole.span.start);
    at = hole.span.end;
    if (value === undefined) {
      open.add(hole.name);
      rendered += text.slice(hole.span.start, hole.span.end);
    } else {
      if (hasControl(value))
        context.refuse(
          line,
          `\`${block.name}\`: the value of \`${hole.name}\` holds a line break or a control character, which no configuration may be given`,
        );
      rendered += value;
    }
  }
  rendered += text.slice(at);
  const starts = [0, ...[...text.matchAll(/\n/g)].map((match) => match.index + 1)];
  if (text.endsWith('\n') || text === '') starts.pop();
  return {
    ...installParts(context, block, line, fill),
    text: rendered === '' || rendered.endsWith('\n') ? rendered.replace(/^\ufeff/, '') : `${rendered.replace(/^\ufeff/, '')}\n`,
    holes: [...open],
    sourceLines: starts.map((start) => context.lineAt(block.map.toDocument({ start, end: start }).start)),
  };
}

/** Where a file block goes, and how; all but its text. */
function installParts(
  context: DraftContext,
  block: ReadBlock,
  line: number,
  fill: (text: string, what: string) => string,
): Omit<DraftInstall, 'text' | 'holes' | 'sourceLines'> {
  const { options } = block;
  const path = fill(options.file ?? '', 'file');
  const begins = /^\$(\w+)/.exec(path)?.[1] ?? '';
  if ((!path.startsWith('/') && !context.missing.has(begins)) || hasControl(path) || /\/\.\.?(\/|$)/.test(path)) {
    context.refuse(line, `\`${block.name}\`: \`file\` is \`${path}\`; an absolute path without \`.\` and \`..\` was expected`);
  }
  return {
    path,
    // A language without rules of ours may still have keyed units.
    language: languageNamed(block.language)?.id ?? keyedLanguage(block.language),
    part: options.part === true,
    replace: options.replace === true,
    ...(options.owner !== undefined && { owner: fill(options.owner, 'owner') }),
    ...(options.group !== undefined && { group: fill(options.group, 'group') }),
    ...(options.mode !== undefined && { mode: options.mode }),
    ...(options.validate !== undefined && { validate: options.validate }),
    ...(options.reload !== undefined && { reload: options.reload }),
  };
}

/** `$name` and `${name}` of inputs replaced by their values; what is no input stays. */
function fillNames(context: DraftContext, text: string, what: string, line: number): string {
  return text.replace(/\$([A-Za-z_][A-Za-z0-9_]*)/g, (whole, name: string) => {
    const value = context.values.get(name);
    if (value === undefined) return whole;
    if (context.secrets.has(name)) {
      context.refuse(line, `\`${what}\` names the secret \`${name}\`; a secret goes to steps and files only`);
      return whole;
    }
    if (hasControl(value)) context.refuse(line, `\`${what}\`: the value of \`${name}\` holds a line break or a control character`);
    return value;
  });
}

function usesSecretHole(context: DraftContext, block: ReadBlock): boolean {
  return block.kind === 'file' && holesOf(block.text, (name) => context.secrets.has(name)).length > 0;
}

function hasControl(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return /[\u0000-\u001f\u007f]/.test(text);
}
