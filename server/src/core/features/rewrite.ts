import { languageNamed } from '../languages/registry.ts';
import type { Project } from '../project.ts';
import type { Block } from '../runbook/model.ts';
import type { Edit } from '../text/edit.ts';
import type { Document } from '../document.ts';
import type { Unit } from '../unit.ts';
import { unitAt } from './unit-at.ts';

/** A configuration written in another language: edits of the document, and the document's new path where its name must change. */
export interface OfferedRewriting {
  readonly title: string;
  readonly edits: readonly Edit[];
  readonly path?: string;
  /** Why it cannot be done; then there are no edits. */
  readonly reason?: string;
}

/** What the bare file at `path`, or the fence at `offset` in it, can be written as. */
export function rewritings(project: Project, path: string, offset: number): readonly OfferedRewriting[] {
  const document = project.documents.get(path);
  const lines = document?.lines;
  const lineOf = (at: number): number => lines?.positionAt(at).line ?? 0;
  const around = document?.runbook?.blocks.find(({ span }) => lineOf(span.start) <= lineOf(offset) && offset <= span.end);
  const unit = unitAt(project, path, offset)?.unit ?? document?.units.find(({ block }) => block !== undefined && block === around?.index);
  if (document === undefined || unit === undefined) return [];
  const block = unit.block === undefined ? undefined : document.runbook?.blocks.find(({ index }) => index === unit.block);
  return (languageNamed(unit.language)?.rewritings ?? []).flatMap((rewriting): readonly OfferedRewriting[] => {
    const title = `Write this ${block === undefined ? 'file' : 'block'} as ${rewriting.title}`;
    const no = (reason: string): readonly OfferedRewriting[] => [{ title, edits: [], reason }];
    if (unit.filled.length > 0) return no('It holds values of the runbook');
    const target = path.replace(rewriting.endings, rewriting.ending);
    if (block === undefined && target === path) return [];
    if (block === undefined && project.documents.has(target)) return no(`${target} is there already`);
    const written = rewriting.write(unit.parsed.text, project.settings(path));
    if ('reason' in written) return no(written.reason);
    const eol = unit.parsed.text.includes('\r\n') ? '\r\n' : '\n';
    if (block === undefined)
      return [
        { title, edits: [{ span: { start: 0, end: document.text.length }, text: written.text.replace(/\r?\n/g, eol) }], path: target },
      ];
    if (/^[ \t]*(?:`{3}|~{3})/m.test(written.text)) return no('A line of it would end the block');
    return [{ title, edits: fenceEdits(document, block, unit, written.text, eol, rewriting) }];
  });
}

function fenceEdits(
  document: Document,
  block: Block,
  unit: Unit,
  text: string,
  eol: string,
  { to, endings, ending }: { readonly to: string; readonly endings: RegExp; readonly ending: string },
): readonly Edit[] {
  const start = unit.map.toDocument({ start: 0, end: 0 }).start;
  // What a list or a quotation puts in front of each line.
  const prefix = document.text.slice(document.lines.lineStart(document.lines.positionAt(start).line), start);
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/);
  const body = `${lines.map((line, at) => (at === 0 ? line : `${line === '' ? prefix.trimEnd() : prefix}${line}`)).join(eol)}${eol}`;
  const info = document.text.slice(block.infoSpan.start, block.infoSpan.end);
  const word = block.infoSpan.start + info.indexOf(block.language);
  const edits: Edit[] = [
    { span: { start: word, end: word + block.language.length }, text: to },
    { span: unit.map.toDocumentEdit({ start: 0, end: unit.parsed.text.length }), text: body },
  ];
  const file = block.attributes.find(({ key }) => key === 'file');
  if (file?.valueSpan !== undefined && endings.test(file.value)) {
    const written = document.text.slice(file.valueSpan.start, file.valueSpan.end);
    const at = file.valueSpan.start + written.lastIndexOf('.');
    edits.push({ span: { start: at, end: at + (endings.exec(file.value)?.[0] ?? '').length }, text: ending });
  }
  return edits;
}
