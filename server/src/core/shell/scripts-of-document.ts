import type { Document } from '../document.ts';
import { languageNamed } from '../languages/registry.ts';
import type { ShellDialect } from './tree.ts';

/** All shell in a document, each text once: a runbook's steps, and the scripts that daemons give to `/bin/sh`. */
export function scriptsOfDocument({ shells, units }: Document): readonly { readonly dialect: ShellDialect; readonly text: string }[] {
  const out = new Map<string, { readonly dialect: ShellDialect; readonly text: string }>();
  for (const script of shells.values()) out.set(`${script.dialect} ${script.text}`, script);
  for (const { language, parsed } of units) {
    for (const { text } of languageNamed(language)?.scripts?.(parsed) ?? []) out.set(`sh ${text}`, { dialect: 'sh', text });
  }
  return [...out.values()];
}
