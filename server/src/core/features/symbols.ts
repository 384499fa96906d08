import { languageNamed } from '../languages/registry.ts';
import type { SymbolNode } from '../language.ts';
import type { Project } from '../project.ts';
import type { ReadBlock, ReadRunbook } from '../runbook/parse-runbook.ts';
import type { StepShells } from '../runbook/step-shells.ts';
import type { Unit } from '../unit.ts';

/** Where the config blocks of a runbook have more parts than this, what stands inside of a part is left out: an editor asks anew after each edit. */
const MANY = 1500;

/** The outline of a document: a runbook's headings with their blocks under them, or what the language of a bare file gives. */
export function symbols(project: Project, path: string): readonly SymbolNode[] {
  const document = project.documents.get(path);
  if (document === undefined || !document.ours) return [];
  if (document.runbook === undefined) return document.units.flatMap(unitSymbols);
  return runbookSymbols(document.runbook, document.units, document.shells);
}

function unitSymbols(unit: Unit): readonly SymbolNode[] {
  const place = (node: SymbolNode): SymbolNode => ({
    ...node,
    span: unit.map.toDocument(node.span),
    nameSpan: unit.map.toDocument(node.nameSpan),
    ...(node.children && { children: node.children.map(place) }),
  });
  return (languageNamed(unit.language)?.symbols?.(unit.parsed) ?? []).map(place);
}

function countOf(nodes: readonly SymbolNode[]): number {
  return nodes.reduce((sum, { children = [] }) => sum + 1 + countOf(children), 0);
}

interface OpenNode {
  readonly level: number;
  readonly node: SymbolNode & { children: SymbolNode[] };
}

/** The functions that a step defines. */
function functionsOf(block: ReadBlock, shells: StepShells): readonly SymbolNode[] {
  return (shells.get(block.index)?.functions ?? []).map(({ name, span, nameSpan }) => ({
    name,
    kind: 'function' as const,
    span: block.map.toDocument(span),
    nameSpan: block.map.toDocument(nameSpan),
  }));
}

function runbookSymbols(runbook: ReadRunbook, units: readonly Unit[], shells: StepShells): readonly SymbolNode[] {
  const roots: SymbolNode[] = [];
  const open: OpenNode[] = [];
  const partsOf = new Map(units.map((unit) => [unit.block, unitSymbols(unit)]));
  const all = [...partsOf.values()].reduce((sum, parts) => sum + countOf(parts), 0);
  const shown = (parts: readonly SymbolNode[]): readonly SymbolNode[] =>
    all > MANY ? parts.map(({ children: _, ...part }) => part) : parts;
  const items = [
    ...runbook.headings.map((heading) => ({ at: heading.span.start, heading, block: undefined })),
    ...runbook.blocks.filter((block) => block.kind !== 'plain').map((block) => ({ at: block.span.start, heading: undefined, block })),
  ].sort((a, b) => a.at - b.at);
  const add = (node: SymbolNode): void => {
    const parent = open.at(-1);
    if (parent === undefined) roots.push(node);
    else parent.node.children.push(node);
  };
  for (const { heading, block } of items) {
    if (heading !== undefined) {
      while (open.length > 0 && (open.at(-1) as OpenNode).level >= heading.level) close(open, heading.span.start);
      const node = {
        name: heading.text === '' ? '#' : heading.text,
        kind: 'section' as const,
        span: { start: heading.span.start, end: runbook.text.length },
        nameSpan: heading.span,
        children: [],
      };
      add(node);
      open.push({ level: heading.level, node });
      continue;
    }
    const { options } = block;
    const what = block.kind === 'step' && options.check === true ? 'check' : block.kind;
    add({
      name: block.name,
      detail: [block.language, what, options.file].filter((word) => word !== undefined && word !== '').join(' · '),
      kind: block.kind === 'step' || block.kind === 'transcript' ? 'step' : 'object',
      span: block.span,
      nameSpan: block.infoSpan.end > block.infoSpan.start ? block.infoSpan : block.span,
      children: [...shown(partsOf.get(block.index) ?? []), ...functionsOf(block, shells)],
    });
  }
  return roots;
}

/** A section ends where the next of its level begins. */
function close(open: OpenNode[], end: number): void {
  const last = open.pop();
  if (last !== undefined) (last.node as { span: { start: number; end: number } }).span = { start: last.node.span.start, end };
}
