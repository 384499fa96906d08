const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

/** A number of bytes as a person reads it, in powers of 1024: `1 byte`, `100 KiB`, `1.5 GiB`. */
export function describeBytes(bytes: bigint): string {
  if (bytes === 1n) return '1 byte';
  let scaled = Number(bytes);
  let unit = 0;
  while (scaled >= 1024 && unit < units.length - 1) {
    scaled /= 1024;
    unit++;
  }
  const rounded = Math.round(scaled * 10) / 10;
  return `${rounded} ${units[unit] as string}`;
}
