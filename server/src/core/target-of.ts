import { rootOf } from './host-root.ts';

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
