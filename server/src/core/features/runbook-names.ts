import type { Document } from '../document.ts';
import { attributeOf, valueSpan } from '../runbook/attribute-edits.ts';
import { hostPlaces } from '../runbook/host-places.ts';
import type { ReadBlock, ReadRunbook } from '../runbook/parse-runbook.ts';
import type { StepShells } from '../runbook/step-shells.ts';
import type { ShellScript } from '../shell/tree.ts';
import { references } from '../runbook/references.ts';
import { filledAttributes, namesOfValues } from '../runbook/value-names.ts';
import { type Span, touches } from '../text/span.ts';

/** What a name of a runbook stands for: a block, an input or captured value, or a host or group. */
export type RunbookSpace = 'block' | 'value' | 'host';

/** One place of a name of a runbook; spans are the document's. */
export interface RunbookName {
  readonly space: RunbookSpace;
  readonly name: string;
  readonly span: Span;
  readonly extent: Span;
  readonly defines: boolean;
}

/** The name of a runbook at `offset`; undefined where none stands. */
export function runbookNameAt(document: Document, offset: number): RunbookName | undefined {
  for (const one of runbookNames(document)) if (touches(one.span, offset)) return one;
  return undefined;
}

/** The places of a name in a runbook. */
export function placesInRunbook(document: Document, space: RunbookSpace, wanted: string): readonly Span[] {
  return [...runbookNames(document)].filter((one) => one.space === space && one.name === wanted).map(({ span }) => span);
}

/** Every name of a runbook, in no order; none for anything else. */
export function* runbookNames({ runbook, ours, shells }: Document): Iterable<RunbookName> {
  if (runbook === undefined || !ours) return;
  for (const block of runbook.blocks) {
    const at = attributeOf(block, 'name');
    if (block.kind === 'plain' || at?.valueSpan === undefined) continue;
    const span = valueSpan(runbook.text, at);
    yield { space: 'block', name: block.name, span, extent: block.span, defines: true };
  }
  for (const { name, span } of references(runbook)) yield { space: 'block', name, span, extent: span, defines: false };
  yield* values(runbook, shells);
  for (const { text, span, exact } of hostPlaces(runbook)) {
    if (!exact) continue;
    for (const match of text.matchAll(/@?[A-Za-z0-9_][\w.:-]*(?![\w.:*?[-])/g)) {
      // A part of a range or of a pattern is no name.
      if (/[\w\]*?:/-]/.test(text.charAt(match.index - 1)) || match[0].startsWith('ssh:')) continue;
      const start = span.start + match.index;
      const place = { start, end: start + match[0].length };
      yield { space: 'host', name: match[0], span: place, extent: place, defines: false };
    }
  }
}

function* values(runbook: ReadRunbook, shells: StepShells): Iterable<RunbookName> {
  const names = namesOfValues(runbook);
  if (names.size === 0) return;
  const place = (name: string, start: number, defines: boolean, extent?: Span): RunbookName => {
    const span = { start, end: start + name.length };
    return { space: 'value', name, span, extent: extent ?? span, defines };
  };
  for (const { name, span } of runbook.frontMatter.inputs)
    yield place(name, span.start + Math.max(0, runbook.text.slice(span.start, span.end).indexOf(name)), true, span);
  const matter = runbook.frontMatter.span;
  if (matter !== undefined)
    for (const match of runbook.text.slice(matter.start, matter.end).matchAll(/\(\?<([A-Za-z_]\w*)>/g))
      if (names.has(match[1] as string)) yield place(match[1] as string, matter.start + match.index + 3, false);
  for (const block of runbook.blocks) {
    if (block.kind === 'plain') continue;
    for (const attribute of block.attributes) {
      const { start, end } = valueSpan(runbook.text, attribute);
      if (attribute.key === 'capture' && attribute.valueSpan !== undefined && names.has(attribute.value))
        yield place(attribute.value, start, true, attribute.span);
      if (!filledAttributes.includes(attribute.key)) continue;
      for (const match of runbook.text.slice(start, end).matchAll(/\$([A-Za-z_]\w*)/g))
        if (names.has(match[1] as string)) yield place(match[1] as string, start + match.index + 1, false);
    }
    for (const { name, at } of uses(block, shells.get(block.index)))
      if (names.has(name)) yield place(name, block.map.toDocument({ start: at, end: at + name.length }).start, false);
  }
}

/** Where a program other than a shell reads its environment, with the name behind. */
const environment = /(?:\benviron(?:\.get)?|\bENV|\bgetenv|\bprocess\.env)[[({.]\s*["']?([A-Za-z_]\w*)/g;

/** Names of variables in a block's text, with their offsets there: from the shell's own grammar where that is known. */
function* uses({ kind, text }: ReadBlock, script: ShellScript | undefined): Iterable<{ readonly name: string; readonly at: number }> {
  if (kind === 'file' || kind === 'config') {
    for (const match of text.matchAll(/\{\{[ \t]*([A-Za-z_]\w*)[ \t]*\}\}/g))
      yield { name: match[1] as string, at: match.index + match[0].indexOf(match[1] as string) };
    return;
  }
  if (kind !== 'step' && kind !== 'transcript') return;
  if (script !== undefined) {
    for (const { name, span } of script.variables) {
      const within = text.slice(span.start, span.end).indexOf(name);
      if (within !== -1) yield { name, at: span.start + within };
    }
    return;
  }
  for (const match of text.matchAll(environment))
    yield { name: match[1] as string, at: match.index + match[0].length - (match[1] as string).length };
}
