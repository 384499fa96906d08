import picomatch from 'picomatch';
import type { Want } from './facts.ts';
import { languageNamed } from './languages/registry.ts';
import type { Project } from './project.ts';
import { targetOf } from './target-of.ts';

/** The bare documents of the project that a want of `file` reads, in order of path; those that are of another language are not among them. */
export function wanted(project: Project, file: string, language: string, want: Want): readonly string[] {
  const target = targetOf(file, want.value);
  if (want.kind === 'file') return project.documents.get(target)?.language === language ? [target] : [];
  const passesOver = languageNamed(language)?.passesOver;
  const matches = want.kind === 'glob' ? picomatch(target) : undefined;
  const out: string[] = [];
  for (const { path, language: own } of project.documents.values()) {
    if (own !== language) continue;
    const takes = matches === undefined ? path.slice(0, path.lastIndexOf('/')) === target && passesOver?.(path) !== true : matches(path);
    if (takes) out.push(path);
  }
  return out.sort();
}
