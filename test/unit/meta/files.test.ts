import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const files = ['server/src', 'client/src']
  .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => relative(root, join(entry.parentPath, entry.name)));
const data = /\/facts\/|-table\.ts$/;

describe('source files', () => {
  it('have names of words joined by -', () => {
    expect(files.filter((file) => !/^[a-z0-9]+(-[a-z0-9]+)*\.ts$/.test(file.split('/').at(-1) ?? ''))).toEqual([]);
    expect(files.filter((file) => /utils?\.ts$|helpers?\.ts$/.test(file))).toEqual([]);
  });

  it('are small: the median under 80 lines, hardly any over 300', () => {
    const lengths = files
      .filter((file) => !data.test(file))
      .map((file) => readFileSync(join(root, file), 'utf8').split('\n').length)
      .sort((a, b) => a - b);
    expect(lengths[lengths.length >> 1]).toBeLessThan(80);
    expect(lengths.filter((length) => length > 300).length).toBeLessThanOrEqual(Math.ceil(lengths.length / 20));
  });

  it('hold no path of a machine and no registry', () => {
    const tracked = [
      ...files.map((file) => join(root, file)),
      join(root, 'package.json'),
      join(root, 'package-lock.json'),
      join(root, 'README.md'),
    ];
    const bad = /\/root\/|\/work\/main|\/home\/[a-z]+\/|"resolved":|registry\.npmjs/;
    expect(
      tracked.filter((file) => statSync(file).isFile() && bad.test(readFileSync(file, 'utf8'))).map((file) => relative(root, file)),
    ).toEqual([]);
  });
});
