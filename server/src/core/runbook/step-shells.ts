import { parseShell } from '../shell/parse-shell.ts';
import type { ShellDialect, ShellScript } from '../shell/tree.ts';
import { stepLanguages } from './fence-languages.ts';
import type { Block, FrontMatter } from './model.ts';

/** The scripts of a runbook's blocks, by the blocks' positions. Each has its block's own offsets. */
export type StepShells = ReadonlyMap<number, ShellScript>;

const dialects: Readonly<Record<string, ShellDialect>> = { sh: 'sh', dash: 'sh', bash: 'bash' };

/**
 * Reads the steps and transcripts that sh or bash will run, and the scripts of theirs that are installed; other shells' grammars are not
 * known. What `previous` has read already is not read again.
 */
export function stepShells(
  blocks: readonly (Block & { readonly closed: boolean })[],
  frontMatter: FrontMatter,
  previous?: StepShells,
): StepShells {
  const known = new Map<string, ShellScript>();
  for (const script of previous?.values() ?? []) known.set(script.dialect + script.text, script);
  const out = new Map<number, ShellScript>();
  for (const block of blocks) {
    const dialect = block.closed ? dialectOf(block, frontMatter) : undefined;
    if (dialect === undefined) continue;
    const text = shellText(block);
    const script = known.get(dialect + text) ?? parseShell(text, dialect);
    known.set(dialect + text, script);
    out.set(block.index, script);
  }
  return out;
}

function dialectOf(block: Block, frontMatter: FrontMatter): ShellDialect | undefined {
  const { kind, options } = block;
  if (kind !== 'step' && kind !== 'transcript' && kind !== 'file') return undefined;
  if (options.src !== undefined) return undefined;
  const word = block.language.toLowerCase();
  const shell = kind === 'transcript' ? '' : stepLanguages[word];
  if (shell === undefined && options.interpreter === undefined) return undefined;
  // What a file is for is known of its fence's own language alone.
  if (kind === 'file') return Object.hasOwn(dialects, word) ? dialects[word] : undefined;
  const program = options.interpreter ?? (shell || (frontMatter.shell ?? 'sh'));
  const name = program.trim().split(/[ \t]/)[0]?.split('/').at(-1) ?? '';
  return Object.hasOwn(dialects, name) ? dialects[name] : undefined;
}

/** The text that the shell is given, as long as the block's own: prompts, a session's print and holes are made blank or a stand-in. */
function shellText(block: Block): string {
  const text =
    block.kind === 'transcript' ? sessionText(block.text) : block.kind === 'step' ? block.text.replace(/^\$ /gm, '  ') : block.text;
  if (!text.includes('{{')) return text;
  return text.replace(/\{\{[ \t]*[A-Za-z_][A-Za-z0-9_]*[ \t]*\}\}/g, (hole) => 'x'.repeat(hole.length));
}

/** The commands of a session in their places; all else is blank. */
function sessionText(text: string): string {
  const prompt = text.startsWith('$ ') ? '$ ' : text.startsWith('# ') ? '# ' : undefined;
  let command = false;
  return text
    .split('\n')
    .map((line) => {
      if (prompt !== undefined && (line.startsWith(prompt) || (command && line.startsWith('> ')))) {
        command = true;
        return `  ${line.slice(2)}`;
      }
      command = false;
      return ' '.repeat(line.length);
    })
    .join('\n');
}
