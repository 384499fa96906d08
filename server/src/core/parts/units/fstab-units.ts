import type { Units } from '../merge-keyed.ts';

/** The lines of an fstab by their mount point; what is mounted nowhere (swap) by its device (fstab(5)). */
export const fstabUnits: Units = {
  of: (lines) =>
    lines.map((line, start) => {
      const [device = '', point = ''] = line.trim().split(/[ \t]+/);
      const none = device === '' || device.startsWith('#');
      return {
        key: none ? undefined : /^(none|swap|)$/.test(point) ? `device ${device}` : `point ${point.replace(/(?<=.)\/+$/, '')}`,
        start,
        end: start + 1,
      };
    }),
};
