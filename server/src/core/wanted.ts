import picomatch from 'picomatch';
import type { Want } from './facts.ts';
import { familyOf, languageNamed } from './languages/registry.ts';
import type { Project } from './project.ts';
import { targetOf } from './target-of.ts';

/** The bare documents of the project that a want of `file` reads, in order of path; those that are of another language are not among them. */
export function wanted(project: Project, file: string, language: string, want: Want): readonly string[] {
  const family = familyOf(language);
  const target = targetOf(file, want.value);
  if (want.kind === 'file') return familyOf(project.documents.get(target)?.language ?? '') === family ? [target] : [];
  const passesOver = languageNamed(language)?.passesOver;
  const matches = want.kind === 'glob' ? picomatch(target) : undefined;
  const out: string[] = [];
  for (const { path, language: own } of project.documents.values()) {
    if (familyOf(own) !== family) continue;
    const takes = matches === undefined ? path.slice(0, path.lastIndexOf('/')) === target && passesOver?.(path) !== true : matches(path);
    if (takes) out.push(path);
  }
  return out.sort();
}

/** Every document that the one at `path` reads, directly or by way of others, itself not counted even where it comes back to it. */
export function includedBy(project: Project, path: string): readonly string[] {
  const seen = new Set([path]);
  const left = [path];
  for (let file = left.pop(); file !== undefined; file = left.pop()) {
    for (const { language, parsed, block } of project.documents.get(file)?.units ?? []) {
      if (block !== undefined) continue;
      for (const want of parsed.wants) {
        for (const found of wanted(project, file, language, want)) {
          if (seen.has(found)) continue;
          seen.add(found);
          left.push(found);
        }
      }
    }
  }
  seen.delete(path);
  return [...seen].sort();
}
