import type { Document } from '../document.ts';
import type { Project } from '../project.ts';
import { attributeOf, valueSpan } from '../runbook/attribute-edits.ts';
import { isShellLanguage } from '../runbook/fence-languages.ts';
import { hostPlaces } from '../runbook/host-places.ts';
import type { ReadBlock, ReadRunbook } from '../runbook/parse-runbook.ts';
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

/** All places of `wanted` in its runbook, and of a host in every runbook of the project. */
export function placesOfName(
  project: Project,
  document: Document,
  wanted: RunbookName,
): readonly { readonly file: string; readonly name: RunbookName }[] {
  const documents = wanted.space === 'host' ? [...project.documents.values()] : [document];
  return documents.flatMap((one) =>
    [...runbookNames(one)]
      .filter(({ space, name }) => space === wanted.space && name === wanted.name)
      .map((name) => ({ file: one.path, name })),
  );
}

/** Every name of a runbook, in no order; none for anything else. */
export function* runbookNames({ runbook, ours }: Document): Iterable<RunbookName> {
  if (runbook === undefined || !ours) return;
  for (const block of runbook.blocks) {
    const at = attributeOf(block, 'name');
    if (block.kind === 'plain' || at?.valueSpan === undefined) continue;
    const span = valueSpan(runbook.text, at);
    yield { space: 'block', name: block.name, span, extent: block.span, defines: true };
  }
  for (const { name, span } of references(runbook)) yield { space: 'block', name, span, extent: span, defines: false };
  yield* values(runbook);
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

function* values(runbook: ReadRunbook): Iterable<RunbookName> {
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
    for (const { name, at } of uses(block))
      if (names.has(name)) yield place(name, block.map.toDocument({ start: at, end: at + name.length }).start, false);
  }
}

/** Where a program other than a shell reads its environment, with the name behind. */
const environment = /(?:\benviron(?:\.get)?|\bENV|\bgetenv|\bprocess\.env)[[({.]\s*["']?([A-Za-z_]\w*)/g;

/** Names of variables in a block's text, with their offsets there. */
function* uses({ kind, language, text }: ReadBlock): Iterable<{ readonly name: string; readonly at: number }> {
  if (kind === 'file' || kind === 'config') {
    for (const match of text.matchAll(/\{\{[ \t]*([A-Za-z_]\w*)[ \t]*\}\}/g))
      yield { name: match[1] as string, at: match.index + match[0].indexOf(match[1] as string) };
    return;
  }
  if (kind !== 'step' && kind !== 'transcript') return;
  if (kind === 'transcript' || isShellLanguage(language.toLowerCase())) {
    // What a shell expands, and what it sets at the start of a command.
    for (const match of text.matchAll(/\$\{?[#!]?([A-Za-z_]\w*)/g))
      yield { name: match[1] as string, at: match.index + match[0].length - (match[1] as string).length };
    for (const match of text.matchAll(/(?:^|[;&|(]|\b(?:export|local|readonly|declare|unset)[ \t])[ \t]*([A-Za-z_]\w*)(?==|[ \t]*$)/gm))
      if (/=|export|local|readonly|declare|unset/.test(match[0] + text.charAt(match.index + match[0].length)))
        yield { name: match[1] as string, at: match.index + match[0].length - (match[1] as string).length };
    return;
  }
  for (const match of text.matchAll(environment))
    yield { name: match[1] as string, at: match.index + match[0].length - (match[1] as string).length };
}
