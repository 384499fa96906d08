import picomatch from 'picomatch';
import type { Want } from './facts.ts';
import { rootOf } from './host-root.ts';
import { languageNamed } from './languages/registry.ts';
import type { Project } from './project.ts';

/**
 * The project path that a unit of `file` means by `value`: an absolute one counts from the folder that mirrors the host's root, a
 * relative one from the file's folder. `.` and `..` are resolved.
 */
export function targetOf(file: string, value: string): string {
  const path = value.startsWith('/') ? (rootOf(file) ?? '') + value : file.slice(0, file.lastIndexOf('/') + 1) + value;
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..' && parts.length > 1) parts.pop();
    else if (part !== '.' && part !== '' && part !== '..') parts.push(part);
    else if (part === '' && parts.length === 0) parts.push('');
  }
  return parts.join('/');
}

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
