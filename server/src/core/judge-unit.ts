import type { Document } from './document.ts';
import type { RuleContext } from './language.ts';
import { toFinding } from './rule.ts';
import { rootOf } from './host-root.ts';
import { languageNamed } from './languages/registry.ts';
import { once } from './once.ts';
import type { Finding, Fix, Problem } from './problem.ts';
import type { Project } from './project.ts';
import { factsInScope } from './scope.ts';
import { contains } from './text/span.ts';
import type { Unit } from './unit.ts';
import { targetOf } from './target-of.ts';

/** What a language's rules and features may look at for one unit of a project. */
export function unitContext(project: Project, unit: Unit): RuleContext<unknown> {
  const language = languageNamed(unit.language);
  const facts = once(() => factsInScope(project, unit));
  const looked = new Map<string, ReturnType<NonNullable<RuleContext<unknown>['onHost']>>>();
  const onHost: RuleContext<unknown>['onHost'] = (path) => {
    if (project.places === undefined || project.places.size === 0) return undefined;
    // A large file writes thousands of files into a few folders.
    if (!looked.has(path)) looked.set(path, project.places.get(targetOf(unit.file, path)));
    return looked.get(path);
  };
  const contextOf = (tree: unknown): RuleContext<unknown> => ({
    text: unit.parsed.text,
    tree,
    parsed: unit.parsed,
    settings: project.settings(unit.file),
    path: unit.path,
    // Each unit looks at hundreds of others for them, and most features need none.
    get facts() {
      return facts();
    },
    around: markersOf(unit.language, unit.file).flatMap(({ marker, target }) => (project.present.has(target) ? [marker] : [])),
    onHost,
    ...(project.shellCheck && { shellCheck: project.shellCheck }),
    closed: project.closed.has(unit.file),
  });
  const context = contextOf(unit.parsed.tree);
  return language?.placed === undefined ? context : contextOf(language.placed(context));
}

/**
 * The markers of a language beside the file of that path: as they are called on the host, and their project paths. None for a file that
 * lies in no `/etc`: then it is not known whose host it is for.
 */
export function markersOf(language: string, file: string): readonly { readonly marker: string; readonly target: string }[] {
  if (rootOf(file) === undefined) return [];
  return (languageNamed(language)?.markers ?? []).map((marker) => ({ marker, target: targetOf(file, marker) }));
}

/**
 * What the rules of a bare document ask about its host: the folder that mirrors that host's root, and project paths, each once. None where it
 * is not known whose host it is for.
 */
export function askedOfHost({
  path,
  language,
  units,
}: Document): { readonly root: string; readonly targets: readonly string[] } | undefined {
  const root = rootOf(path);
  const asks = languageNamed(language)?.asks;
  if (root === undefined || asks === undefined) return undefined;
  const targets = units.flatMap((unit) => (unit.block === undefined ? asks(unit.parsed).map((asked) => targetOf(path, asked)) : []));
  return { root, targets: [...new Set(targets)] };
}

/** Which findings are meant: those of rules that say what a program said, which comes and goes by itself, or the others. */
type Which = 'all' | 'lasting' | 'outside';

/** All findings of a unit, in its own offsets: the parser's, then each rule's. */
export function unitFindings(project: Project, unit: Unit, which: Which = 'all'): readonly Finding[] {
  const language = languageNamed(unit.language);
  if (language === undefined) return [];
  const context = unitContext(project, unit);
  const out: Finding[] = which === 'outside' ? [] : [...unit.parsed.problems];
  for (const rule of [...language.rules, ...(language.borrowed ?? [])]) {
    if (rule.check === undefined || (which !== 'all' && (rule.needs !== undefined) !== (which === 'outside'))) continue;
    // One by one: as arguments of a call a hundred thousand would be too many for the stack.
    for (const report of rule.check(context)) out.push(toFinding(rule, report));
  }
  if (unit.filled.length === 0) return out;
  return out.filter((finding) => !unit.filled.some((filled) => contains(filled, finding.span) && filled.end > filled.start));
}

const noFixes: readonly Fix[] = [];

/** A unit's finding in its document's offsets. */
export function toProblem(unit: Unit, finding: Finding, documentText: string): Problem {
  // A bare file's offsets are its document's; of a large one's problems each is made once.
  if (unit.block === undefined && finding.related === undefined) {
    const { length } = documentText;
    const { start, end } = finding.span;
    if (start >= 0 && start <= end && end <= length) return { ...finding, language: unit.language, fixes: finding.fixes ?? noFixes };
  }
  const fixes = once(() => (finding.fixes ?? []).map((fix) => inDocument(unit, fix, documentText)));
  return {
    ...finding,
    language: unit.language,
    span: unit.map.toDocument(finding.span),
    ...(finding.related && {
      related: finding.related.map((related) =>
        related.file === undefined || related.file === unit.file ? { ...related, span: unit.map.toDocument(related.span) } : related,
      ),
    }),
    // Nobody asks for most of them.
    get fixes() {
      return fixes();
    },
  };
}

function inDocument(unit: Unit, fix: Fix, documentText: string): Fix {
  const { title, certain, onRequest } = fix;
  const edits = once(() =>
    fix.edits.map((edit) => ({
      ...edit,
      span: unit.map.toDocumentEdit(edit.span),
      text: unit.block === undefined ? edit.text : inContainer(edit.text, unit, edit.span.start, documentText),
    })),
  );
  return {
    title,
    certain,
    ...(onRequest && { onRequest }),
    // Those of a whole document are many.
    get edits() {
      return edits();
    },
  };
}

/** `text` whose further lines get the prefix that the block's line at `offset` has in its document (a quote's `> `, a list's blanks), and the document's line ends. */
export function inContainer(text: string, unit: Unit, offset: number, documentText: string): string {
  if (!text.includes('\n')) return text;
  const at = unit.map.toDocument({ start: offset, end: offset }).start;
  const feed = at === 0 ? 0 : documentText.lastIndexOf('\n', at - 1) + 1;
  // Only behind the last line feed: a text without carriage returns would be searched to its beginning each time.
  const start = feed + documentText.slice(feed, at).lastIndexOf('\r') + 1;
  const lineStart = unit.parsed.text.lastIndexOf('\n', offset - 1) + 1;
  const content = unit.map.toDocument({ start: lineStart, end: lineStart }).start;
  const prefix = documentText.slice(start, Math.max(start, content));
  const eol = /\r\n|\r|\n/.exec(documentText)?.[0] ?? '\n';
  return text.replaceAll('\n', eol + prefix);
}
