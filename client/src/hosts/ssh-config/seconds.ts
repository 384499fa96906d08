const units: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/** A time of sshd_config(5), TIME FORMATS (`90`, `1m30s`), in seconds; undefined where it is none. */
export function seconds(text: string): number | undefined {
  if (!/^(?:\d+[smhdw]?)+$/i.test(text)) return undefined;
  let sum = 0;
  for (const [, number, unit = ''] of text.matchAll(/(\d+)([smhdw]?)/gi)) sum += Number(number) * (units[unit.toLowerCase()] ?? 1);
  return sum;
}
