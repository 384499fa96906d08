import { namesOfValues } from '../runbook/value-names.ts';
import type { ReadBlock } from '../runbook/parse-runbook.ts';
import type { ShellScript, ShellVariable } from '../shell/tree.ts';
import type { Span } from '../text/span.ts';
import { shellSteps } from './steps/step-commands.ts';
import type { RunbookRule } from './runbook-rule.ts';

/** Variables that every login has: an assignment changes what is exported already. */
const environment =
  /^(PATH|HOME|USER|LOGNAME|SHELL|PWD|OLDPWD|LANG|LC_\w+|TERM|TMPDIR|EDITOR|PAGER|HOSTNAME|MAIL|IFS|UID|EUID|RANDOM|SECONDS|LINENO|REPLY|OPTARG|OPTIND|OPSBOOK_\w+|BASH\w*|PS[1-4])$/;
const onlyHere = new Set(['set', 'shopt', 'alias', 'unalias', 'umask', 'ulimit', 'trap']);

interface Given {
  readonly block: ReadBlock;
  readonly span: Span;
}

/** What one step sets and a later one expects, though it ends with its step. */
export const lostWithStep: RunbookRule = {
  id: 'runbook-lost-with-step',
  severity: 'warning',
  summary: 'A later step uses a variable or function that ended with the step that made it',
  why: 'Each step is a shell of its own. The working directory and what is exported live on in the next step of the same host and user; plain variables, functions, aliases and the options of `set` do not. In a terminal, where the page was written, everything lived on.',
  story:
    'The first block had `BACKUP=/var/backups/app`, the fourth `tar czf "$BACKUP/app.tar.gz" …`. Run block by block the archive went to `/app.tar.gz`, and filled the root file system.',
  bad: '---\nrunbook:\n---\n\n```sh\nBACKUP=/var/backups/app\n```\n\n```sh\nls "$BACKUP"\n```\n',
  good: '---\nrunbook:\n---\n\n```sh\nexport BACKUP=/var/backups/app\n```\n\n```sh\nls "$BACKUP"\n```\n',
  *check(context) {
    const { runbook } = context;
    const values = namesOfValues(runbook);
    const plain = new Map<string, Given>();
    const exported = new Set<string>();
    const functions = new Map<string, Given>();
    let moved: Given | undefined;
    for (const { block, script } of shellSteps(context)) {
      for (const { variable, given } of script.dynamic ? [] : missing(script, plain)) {
        if (values.has(variable.name) || exported.has(variable.name) || environment.test(variable.name)) continue;
        const at = given.block.map.toDocumentEdit(given.span).start;
        const same = sameLogin(given.block, block);
        yield {
          span: block.map.toDocument(variable.span),
          message: `\`${variable.name}\` is set in the step \`${given.block.name}\` and ended with it; ${same ? '`export` there was expected' : 'here another user or host runs, so an input, or `capture`, was expected'}`,
          related: [{ span: given.block.map.toDocument(given.span), message: 'it is set here' }],
          fixes:
            same && startsCommand(given.block.text, given.span.start)
              ? [{ title: `Export \`${variable.name}\``, certain: false, edits: [{ span: { start: at, end: at }, text: 'export ' }] }]
              : [],
        };
      }
      if (moved !== undefined && !sameLogin(moved.block, block)) {
        yield {
          span: moved.block.map.toDocument(moved.span),
          message: `The working directory lives on for the same host and user only, and \`${block.name}\` runs elsewhere or as another; \`cwd\` there was expected`,
        };
      }
      moved = onlyMoves(block, script);
      const own = new Set(script.functions.map(({ name }) => name));
      const called = new Set<string>();
      for (const { name, words } of script.dynamic ? [] : script.commands) {
        const given = name === undefined || own.has(name) || called.has(name) ? undefined : functions.get(name);
        const word = words[0];
        if (given === undefined || word === undefined || name === undefined) continue;
        called.add(name);
        yield {
          span: block.map.toDocument(word.span),
          message: `The function \`${name}\` is defined in the step \`${given.block.name}\` and ended with it; its definition was expected in this step`,
          related: [{ span: given.block.map.toDocument(given.span), message: 'it is defined here' }],
        };
      }
      const { commands } = script;
      if (commands.length > 0 && commands.every(({ name, words }) => onlyHere.has(name ?? '') && words.length > 1) && runbook.byContent) {
        const first = commands[0]?.words[0];
        if (first !== undefined) {
          yield {
            span: block.map.toDocument(first.span),
            message: `\`${first.value}\` holds for this step alone, and nothing else is in it`,
          };
        }
      }
      for (const { name, span, kind, exported: gives, passing } of script.variables) {
        if (gives && !passing) exported.add(name);
        else if (kind === 'assign' && !passing) plain.set(name, { block, span });
        else if (kind === 'unset') plain.delete(name);
      }
      for (const { name, nameSpan } of script.functions) functions.set(name, { block, span: nameSpan });
    }
  },
};

/** The first use of each variable that the script does not set before it, and some step before did. */
function* missing(
  script: ShellScript,
  plain: ReadonlyMap<string, Given>,
): Iterable<{ readonly variable: ShellVariable; readonly given: Given }> {
  const seen = new Set<string>();
  for (const variable of script.variables) {
    if (seen.has(variable.name)) continue;
    seen.add(variable.name);
    const given = plain.get(variable.name);
    if (variable.kind === 'use' && !variable.guarded && given !== undefined) yield { variable, given };
  }
}

/** The last `cd` of a step that does nothing else. */
function onlyMoves(block: ReadBlock, script: ShellScript): Given | undefined {
  if (!script.commands.every(({ name }) => name === 'cd' || name === 'mkdir')) return undefined;
  const last = script.commands.findLast(({ name, subshell, words }) => name === 'cd' && !subshell && words.length > 1);
  return last === undefined ? undefined : { block, span: last.span };
}

function sameLogin(a: ReadBlock, b: ReadBlock): boolean {
  return (['user', 'sudo', 'at', 'hosts'] as const).every((key) => a.options[key] === b.options[key]);
}

/** Whether `export ` can be put there: nothing but blanks or the end of a command stands before it on its line. */
function startsCommand(text: string, at: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  return /(^|;|&&)[ \t]*$/.test(line);
}
