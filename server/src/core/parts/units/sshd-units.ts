import type { Unit, Units } from '../merge-keyed.ts';

/** The keywords of an sshd_config before the first `Match`, by their name; a `Subsystem` by its own, an `Include` by what it includes. */
export const sshdUnits: Units = {
  of(lines) {
    const units: Unit[] = [];
    for (const [start, line] of lines.entries()) {
      // sshd_config(5): keywords without case; an equals sign may stand between keyword and argument.
      const [, word = '', rest = ''] = /^\s*"?([A-Za-z]+)"?(?:\s*=\s*|\s+|$)(.*)/.exec(line) ?? [];
      const keyword = word.toLowerCase();
      if (keyword === 'match') {
        units.push({ key: 'match', start, end: lines.length });
        break;
      }
      const key =
        keyword === 'subsystem' ? `subsystem ${rest.trim().split(/\s+/)[0]}` : keyword === 'include' ? `include ${rest.trim()}` : keyword;
      units.push({ key: key === '' ? undefined : key, start, end: start + 1 });
    }
    return units;
  },
  newBefore: (units) => units.find(({ key }) => key === 'match')?.start,
  refuse: (_lines, units) =>
    units.some(({ key }) => key === 'match')
      ? 'a part of an sshd_config holds keywords outside `Match` only; a drop-in file may hold a `Match`'
      : undefined,
};
