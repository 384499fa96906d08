import { resolve } from 'node:path/posix';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placePath } from '../../../../client/src/sandbox/server/sftp/place-path.ts';

describe('placePath', () => {
  it('is the path itself where the sandbox has its own root', () => {
    expect(placePath('/etc/../etc/x', '/root', undefined)).toBe('/etc/x');
    expect(placePath('x', '/root', undefined)).toBe('/root/x');
    expect(placePath('', '/root', undefined)).toBe('/root');
  });

  it('puts everything under the scratch folder, once', () => {
    expect(placePath('/etc/x', '/home/a', '/s/files')).toBe('/s/files/etc/x');
    expect(placePath('/s/files/etc/x', '/home/a', '/s/files')).toBe('/s/files/etc/x');
    expect(placePath('.', '/home/a', '/s/files')).toBe('/s/files');
    expect(placePath('/s/files2', '/home/a', '/s/files')).toBe('/s/files/s/files2');
  });

  it('lets nothing out of it', () => {
    const part = fc.constantFrom('..', '.', 'etc', 's', 'files', '', '/');
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const placed = placePath(parts.join('/'), '/home/a', '/s/files');
        expect(placed === '/s/files' || placed.startsWith('/s/files/')).toBe(true);
        expect(resolve(placed)).toBe(placed);
      }),
    );
  });
});
