import type { Page } from 'playwright-core';
import { paintedAfter } from './spec-window.ts';

/** Asks again and again until the answer is the one that is waited for; throws after a minute, with the last answer. */
export async function until<T>(what: string, ask: () => Promise<T> | T, isThere: (value: T) => boolean): Promise<T> {
  const end = Date.now() + 60_000;
  for (;;) {
    const value = await ask();
    if (isThere(value)) return value;
    if (Date.now() > end) throw new Error(`${what} did not come; there is ${JSON.stringify(value)}`);
    await new Promise((resume) => setTimeout(resume, 100));
  }
}

/** Everything that is painted behind lines, once something of it looks like `sign`. */
export function painted(page: Page, sign: RegExp): Promise<readonly string[]> {
  return until(
    `${sign} behind a line`,
    () => paintedAfter(page),
    (all) => all.some((text) => sign.test(text)),
  );
}
