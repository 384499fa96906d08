import picomatch from 'picomatch';
import type { Want } from './facts.ts';
import { languageNamed } from './languages/registry.ts';
import type { Project } from './project.ts';

/**
 * The project path that a unit of `file` means by `value`: an absolute one counts from the folder that mirrors the host's root (what
 * stands before the last `/etc/` of the file's own path), a relative one from the file's folder. `.` and `..` are resolved.
 */
export function targetOf(file: string, value: string): string {
  const etc = file.lastIndexOf('/etc/');
  const path = value.startsWith('/') ? file.slice(0, Math.max(0, etc)) + value : file.slice(0, file.lastIndexOf('/') + 1) + value;
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..' && parts.length > 1) parts.pop();
    else if (part !== '.' && part !== '' && part !== '..') parts.push(part);
    else if (part === '' && parts.length === 0) parts.push('');
  }
  return parts.join('/');
}

/** Whether a want of `file` reads the document at `path`: the file itself, one that its pattern matches, or one that stands right in its folder and is not passed over. */
function takes(file: string, language: string, want: Want, path: string): boolean {
  const target = targetOf(file, want.value);
  if (want.kind === 'file') return path === target;
  if (want.kind === 'glob') return picomatch.isMatch(path, target);
  return path.slice(0, path.lastIndexOf('/')) === target && languageNamed(language)?.passesOver?.(path) !== true;
}

/** The bare documents of the project that a want of `file` reads, in order of path; those that are of another language are not among them. */
export function wanted(project: Project, file: string, language: string, want: Want): readonly string[] {
  if (want.kind === 'file') {
    const target = targetOf(file, want.value);
    return project.documents.get(target)?.language === language ? [target] : [];
  }
  const out: string[] = [];
  for (const { path, language: own } of project.documents.values())
    if (own === language && takes(file, language, want, path)) out.push(path);
  return out.sort();
}
