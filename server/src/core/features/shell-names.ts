import type { Document } from '../document.ts';
import type { ReadBlock } from '../runbook/parse-runbook.ts';
import type { ShellScript } from '../shell/tree.ts';
import { type Span, touches } from '../text/span.ts';
import type { FoundName, NamePlace } from './names.ts';

interface Occurrence {
  readonly name: string;
  readonly span: Span;
  readonly defines: boolean;
}

/**
 * The function or variable of a step's shell at `offset`, and where else it stands: a function in its own step, a variable in all of them,
 * because what is exported lives on by its name. Undefined elsewhere, and where a place of it is inside of text that is no text of the
 * document's (backticks with escapes).
 */
export function shellNameAt(document: Document, offset: number): FoundName | undefined {
  const { runbook, shells, path } = document;
  if (runbook === undefined || shells.size === 0) return undefined;
  const block = runbook.blocks.find(({ span }) => touches(span, offset));
  const script = block && shells.get(block.index);
  const at = block?.map.toBlock(offset);
  if (block === undefined || script === undefined || at === undefined) return undefined;
  for (const [space, occurrences] of [
    ['variable', variables],
    ['function', functions],
  ] as const) {
    const found = occurrences(script).find(({ span }) => touches(span, at));
    if (found === undefined || !exact(script, found)) continue;
    const blocks = space === 'function' ? [block] : runbook.blocks;
    const places: NamePlace[] = [];
    for (const other of blocks) {
      const read = shells.get(other.index);
      if (read === undefined) continue;
      for (const one of occurrences(read)) {
        if (one.name !== found.name) continue;
        if (!exact(read, one)) return undefined;
        places.push(placeOf(path, other, one));
      }
    }
    return { name: found.name, span: block.map.toDocument(found.span), places, language: 'shell', space };
  }
  return undefined;
}

/** Variables by their bare names, without the `$`. */
function variables(script: ShellScript): readonly Occurrence[] {
  const seen = new Map<number, Occurrence>();
  for (const { name, span, kind } of script.variables) {
    const start = script.text.charAt(span.start) === '$' ? span.start + 1 : span.start;
    const defines = kind === 'assign' || seen.get(start)?.defines === true;
    seen.set(start, { name, span: { start, end: span.end }, defines });
  }
  return [...seen.values()];
}

/** Functions where they are defined and called. */
function functions(script: ShellScript): readonly Occurrence[] {
  const names = new Set(script.functions.map(({ name }) => name));
  const calls = script.commands.flatMap(({ name, words }): readonly Occurrence[] => {
    const word = words[0];
    return name === undefined || word === undefined || !names.has(name) ? [] : [{ name, span: word.span, defines: false }];
  });
  return [...script.functions.map(({ name, nameSpan }) => ({ name, span: nameSpan, defines: true })), ...calls];
}

function exact(script: ShellScript, { name, span }: Occurrence): boolean {
  return script.text.slice(span.start, span.end) === name;
}

function placeOf(file: string, block: ReadBlock, { span, defines }: Occurrence): NamePlace {
  const place = block.map.toDocument(span);
  return { file, span: place, extent: place, defines };
}
