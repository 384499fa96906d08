import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import standard from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { Log } from 'sarif';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allRules } from '../../../server/src/core/index.ts';
import { opsbook } from './opsbook.ts';

/** The standard's own schema, as the package of SARIF's makers has it. It is draft 4, and uses nothing that later drafts read otherwise. */
const { $schema: _draft4, id: _address, ...schema } = standard;

let folder: string;
let valid: ValidateFunction;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'opsbook-sarif-'));
  valid = addFormats.default(new Ajv({ strict: false, allErrors: true, unicodeRegExp: false })).compile(schema);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function sarif(path: string, text: string): Promise<Log> {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
  const { stdout } = await opsbook(['lint', '--format', 'sarif', '--hints', path], { cwd: folder });
  const log = JSON.parse(stdout) as Log;
  expect(valid(log), JSON.stringify(valid.errors?.slice(0, 3))).toBe(true);
  return log;
}

describe('SARIF', () => {
  it('is valid for every rule that has an example in a file of its own, with its help and its fixes', async () => {
    const seen = new Set<string>();
    let fixes = 0;
    const paths = {
      logrotate: 'etc/logrotate.d/',
      rsyslog: 'etc/rsyslog.d/',
      interfaces: 'etc/network/interfaces.d/',
      runbook: '',
    } as Record<string, string>;
    const rules = allRules().filter(({ language, bad }) => paths[language] !== undefined && !bad.includes('\ufeff'));
    for (const [i, { bad, language }] of rules.entries()) {
      const name = `${paths[language]}${i % 2 === 0 ? 'a b' : 'ü'}${i}${language === 'runbook' ? '.md' : language === 'rsyslog' ? '.conf' : ''}`;
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), bad);
    }
    const log = await sarif('empty.md', '');
    expect(log.runs[0]?.results).toEqual([]);
    const { stdout } = await opsbook(['lint', '--format', 'sarif', '--hints', '.'], { cwd: folder });
    const all = JSON.parse(stdout) as Log;
    if (valid !== undefined) expect(valid(all), JSON.stringify(valid.errors?.slice(0, 3))).toBe(true);
    const [run] = all.runs;
    for (const result of run?.results ?? []) {
      seen.add(result.ruleId ?? '');
      const rule = run?.tool.driver.rules?.[result.ruleIndex ?? -1];
      expect(rule?.id).toBe(result.ruleId);
      expect(rule?.help?.markdown).toContain('**Bad**');
      fixes += result.fixes?.length ?? 0;
      expect(new URL(result.locations?.[0]?.physicalLocation?.artifactLocation?.uri ?? '', 'file:///').href).not.toContain(' ');
    }
    expect(seen.size).toBeGreaterThan(80);
    expect(fixes).toBeGreaterThan(40);
  });

  it('is valid where a message and a text hold lone surrogates and control characters', async () => {
    const log = await sarif('etc/logrotate.d/odd', '/x {\n\ud800\u0001dailly\n}\n');
    expect(log.runs[0]?.results?.length).toBeGreaterThan(0);
  });
});
