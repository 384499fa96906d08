import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** Process ids that are in the pid namespace of that name (`pid:[4026532...]`), or whose command line names `text`; zombies do not count. */
export function processesOf(namespace: string | undefined, text: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => pid !== process.pid && (namespaceOf(pid) === namespace || commandOf(pid).includes(text)));
}

/** Waits until none is left, at most 10 s; returns those that are. */
export async function leftOver(namespace: string | undefined, text: string): Promise<number[]> {
  let left = processesOf(namespace, text);
  for (let waited = 0; left.length > 0 && waited < 10_000; waited += 100) {
    await delay(100);
    left = processesOf(namespace, text);
  }
  return left;
}

function namespaceOf(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/ns/pid`);
  } catch {
    return 'gone';
  }
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
