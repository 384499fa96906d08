import { sections } from './sections.ts';

/**
 * Whether a YAML text is a configuration of rsyslog: each key at the top is one of its sections and what stands below is what it has
 * there. A file that is called `rsyslog.yaml` is one as soon as one key is, or while it has none.
 */
export function isRsyslogYaml(path: string, text: string): boolean {
  const named = /\/rsyslog\.ya?ml$/.test(path);
  const keys = new Set<string>();
  // Keys at the top begin their line; a list at the top, a tag or a flow mapping is something else.
  for (const [line] of text.matchAll(/^[^\s#%&*!|>'"@`].*$/gm)) {
    const key = /^(\w+)[ \t]*:(?:[ \t]|\r?$)/.exec(line)?.[1];
    if (key === undefined) {
      // The entries of a list may stand as far left as its key.
      if (/^(?:---|\.\.\.|\ufeff)/.test(line) || (keys.size > 0 && /^-(?:[ \t]|\r?$)/.test(line))) continue;
      return false;
    }
    keys.add(key);
  }
  const known = [...keys].filter((key) => sections.has(key) || key === 'version');
  if (named) return keys.size === 0 || known.some((key) => key !== 'version');
  if (known.length !== keys.size) return false;
  const below = (section: string, entry: RegExp): boolean =>
    keys.has(section) && entry.test(text.slice(text.search(new RegExp(`^${section}[ \\t]*:`, 'm'))));
  return (
    below('rulesets', /^[ \t]*-[ \t]*\{?[ \t]*name[ \t]*:/m) ||
    below('modules', /^[ \t]*-[ \t]*\{?[ \t]*load[ \t]*:[ \t]*["']?(?:builtin:|\.\.\/)?\S*(?:im|om|mm|pm|fm)/m) ||
    below('inputs', /^[ \t]*-[ \t]*\{?[ \t]*type[ \t]*:[ \t]*["']?im[a-z0-9]/m)
  );
}
