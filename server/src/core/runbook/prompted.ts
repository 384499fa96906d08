import type { Input } from './model.ts';
import type { ReadBlock } from './parse-runbook.ts';

const line = /^([ \t]*export[ \t]+)([A-Za-z_][A-Za-z0-9_]*)=(.*)$/gm;

/** Whether a step asks for the variables that it exports (`promptEnv`, with Runme's words for no). */
export function promptsFor(block: ReadBlock): boolean {
  const asks = block.attributes.findLast(({ key }) => key === 'promptEnv')?.value;
  return asks !== undefined && !/^(no|never|skip|false|f|0)$/i.test(asks);
}

/**
 * The inputs that a step with `promptEnv` asks for: each `export NAME=…` of its script. A quoted value is what is said when it is asked for, as
 * Runme does it; a bare one is the default. One that the shell has to work out is no question.
 */
export function promptedInputs(block: ReadBlock): readonly Input[] {
  if (!promptsFor(block)) return [];
  return [...block.text.matchAll(line)].flatMap(([, , name = '', value = '']) => {
    if (/[$`\\]/.test(value)) return [];
    const quoted = /^(["'])(.*)\1[ \t]*$/.exec(value);
    const text = quoted === null ? value.trim() : (quoted[2] ?? '');
    return [{ name, secret: false, span: block.span, ...(quoted === null && text !== '' ? { default: text } : { description: text }) }];
  });
}

/** A script in which what was asked for is exported as it was answered. */
export function withoutPrompts(block: ReadBlock, text: string): string {
  const names = new Set(promptedInputs(block).map(({ name }) => name));
  return text.replace(line, (whole, start: string, name: string) => (names.has(name) ? `${start}${name}` : whole));
}
