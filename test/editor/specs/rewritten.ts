import { strictEqual } from 'node:assert';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SpecContext } from './spec-window.ts';
import { until } from './waiting.ts';

export const name = 'an rsyslog file is written as YAML and back';

const rainerScript = `# what comes from the network
input(type="imudp" port="514" ruleset="net")

ruleset(name="net") {
  # for a person
  action(type="omfile" file="/var/log/net")
}
`;

/** By the action that the menu of refactorings has: the text, the file's name and its comments, there and back. */
export async function spec({ open }: SpecContext): Promise<void> {
  const window = await open({ files: { 'etc/rsyslog.d/net.conf': rainerScript }, file: 'etc/rsyslog.d/net.conf' });
  const { page, folder } = window;
  const on = (file: string): string => join(folder, 'etc/rsyslog.d', file);
  const write = async (words: string, line: string, file: string): Promise<void> => {
    // imudp is loaded nowhere: with its warning the file has been read.
    await page.locator('.squiggly-warning').first().waitFor({ timeout: 60_000 });
    await page.locator('.view-line', { hasText: line }).first().click();
    const row = page.locator('.action-widget .monaco-list-row', { hasText: words });
    // A menu that has nothing to offer yet closes by itself: it is asked for again.
    await until(
      words,
      async () => {
        await page.keyboard.press('Control+Shift+r');
        return row.waitFor({ timeout: 5000 }).then(
          () => true,
          () => false,
        );
      },
      (isThere) => isThere,
    );
    await row.click();
    await page.locator('.tab.active', { hasText: file }).waitFor();
  };
  /** Saves, and waits until the file holds a line. */
  const save = async (file: string, line: string): Promise<void> => {
    await page.locator('.view-line', { hasText: line }).first().click();
    await page.keyboard.press('Control+s');
    const held = (): string => (existsSync(on(file)) ? readFileSync(on(file), 'utf8') : '');
    await until(`${line} in ${file}`, held, (text) => text.includes(line));
  };
  await write('Write this file as YAML', 'imudp', 'net.yaml');
  await page.locator('.view-line', { hasText: '# for a person' }).waitFor();
  await save('net.yaml', '- type: imudp');
  strictEqual(existsSync(on('net.conf')), false);
  await window.picture('rsyslog-as-yaml');
  await write('Write this file as RainerScript', 'imudp', 'net.conf');
  await save('net.conf', 'input(type="imudp" port="514" ruleset="net")');
  strictEqual(existsSync(on('net.yaml')), false);
  strictEqual(readFileSync(on('net.conf'), 'utf8'), rainerScript);
}
