import { directives } from './facts/directives.ts';
import type { DirectiveRecord } from './facts/record.ts';

const byName: ReadonlyMap<string, DirectiveRecord> = new Map(directives.map((record) => [record.name, record]));

/** What is known of a keyword, which the daemon compares with its case (`strcmp` in config.c, readConfigFile); undefined if nothing. */
export function directiveNamed(name: string): DirectiveRecord | undefined {
  return byName.get(name);
}

const longest = Math.max(...directives.map(({ name }) => name.length));

/** Whether a keyword begins a script that ends at `endscript`. */
export function beginsScript(name: string): boolean {
  return name.length <= longest && byName.get(name)?.argument === 'script';
}
