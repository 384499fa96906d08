import {
  type CompletionItem,
  CompletionItemKind,
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type DocumentSymbol,
  InsertTextFormat,
  MarkupKind,
  type Range,
  SymbolKind,
  type TextEdit,
} from 'vscode-languageserver';
import type { Completion, Edit, LineIndex, Problem, Span, SymbolNode } from '../core/index.ts';

/** Offsets of a document as a range of the protocol. */
export function toRange(lines: LineIndex, span: Span): Range {
  return { start: lines.positionAt(span.start), end: lines.positionAt(span.end) };
}

/** A range of the protocol as offsets of a document. */
export function toSpan(lines: LineIndex, range: Range): Span {
  const start = lines.offsetAt(range.start);
  return { start, end: Math.max(start, lines.offsetAt(range.end)) };
}

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const;

/** Where another document of the project is, and its lines; undefined for one that is not loaded. */
export type Elsewhere = (path: string) => { readonly uri: string; readonly lines: LineIndex } | undefined;

/** A problem as a diagnostic, with the address of its rule's page if there is one; related places in documents that are not loaded are left out. */
export function toDiagnostic(lines: LineIndex, problem: Problem, uri: string, elsewhere: Elsewhere, page?: string): Diagnostic {
  const related = (problem.related ?? []).flatMap(({ file, span, message }) => {
    const place = file === undefined ? { uri, lines } : elsewhere(file);
    return place === undefined ? [] : [{ location: { uri: place.uri, range: toRange(place.lines, span) }, message }];
  });
  return {
    range: toRange(lines, problem.span),
    severity: severities[problem.severity],
    code: problem.code?.value ?? problem.rule,
    ...((problem.code ?? page) !== undefined && { codeDescription: { href: problem.code?.href ?? page ?? '' } }),
    source: 'opsbook',
    message: problem.message,
    ...(problem.tags && { tags: problem.tags.map((tag) => (tag === 'deprecated' ? DiagnosticTag.Deprecated : DiagnosticTag.Unnecessary)) }),
    ...(related.length > 0 && { relatedInformation: related }),
  };
}

/** An edit as the protocol has it. */
export function toTextEdit(lines: LineIndex, edit: Edit): TextEdit {
  return { range: toRange(lines, edit.span), newText: edit.text };
}

const completionKinds = {
  keyword: CompletionItemKind.Keyword,
  property: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  module: CompletionItemKind.Module,
  function: CompletionItemKind.Function,
  reference: CompletionItemKind.Reference,
  snippet: CompletionItemKind.Snippet,
  file: CompletionItemKind.File,
} as const;

/** A completion as the protocol has it. */
export function toCompletionItem(lines: LineIndex, item: Completion): CompletionItem {
  const text = item.insert ?? item.label;
  return {
    label: item.label,
    kind: completionKinds[item.kind],
    ...(item.detail !== undefined && { detail: item.detail }),
    ...(item.documentation !== undefined && { documentation: { kind: MarkupKind.Markdown, value: item.documentation } }),
    ...(item.deprecated === true && { deprecated: true }),
    // The others go by their names.
    ...(item.first === true && { sortText: ` ${item.label}` }),
    ...(item.span === undefined ? { insertText: text } : { textEdit: { range: toRange(lines, item.span), newText: text } }),
    insertTextFormat: item.snippet === true ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
  };
}

const symbolKinds = {
  object: SymbolKind.Object,
  property: SymbolKind.Property,
  function: SymbolKind.Function,
  module: SymbolKind.Module,
  variable: SymbolKind.Variable,
  section: SymbolKind.String,
  step: SymbolKind.Event,
  key: SymbolKind.Key,
} as const;

/** A kind of outline entry as the protocol has it. */
export function toSymbolKind(kind: SymbolNode['kind']): SymbolKind {
  return symbolKinds[kind];
}

/** An outline entry as the protocol has it; its name's range lies in its own, as clients demand. */
export function toDocumentSymbol(lines: LineIndex, node: SymbolNode): DocumentSymbol {
  const name = {
    start: Math.max(node.span.start, node.nameSpan.start),
    end: Math.min(node.span.end, Math.max(node.nameSpan.start, node.nameSpan.end)),
  };
  return {
    name: node.name.trim() === '' ? '?' : node.name,
    ...(node.detail !== undefined && { detail: node.detail }),
    kind: symbolKinds[node.kind],
    range: toRange(lines, node.span),
    selectionRange: toRange(lines, { start: name.start, end: Math.max(name.start, name.end) }),
    ...(node.children && { children: node.children.map((child) => toDocumentSymbol(lines, child)) }),
  };
}
