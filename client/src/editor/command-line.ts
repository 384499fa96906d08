import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type * as vscode from 'vscode';

/** The extension's own command line, in a process of its own. */
export interface CommandLine {
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** How `opsbook` with these words is started: Electron is Node with this variable, and Node itself does not know it. */
export function commandLine(context: vscode.ExtensionContext, words: readonly string[]): CommandLine {
  const env = { ELECTRON_RUN_AS_NODE: '1', NO_COLOR: '1' };
  return { program: process.execPath, args: [context.asAbsolutePath('dist/opsbook.cjs'), ...words], env };
}

/** Runs it to its end; fails with what it said. */
export async function runCommandLine({ program, args, env }: CommandLine): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(program, [...args], { env: { ...process.env, ...env }, maxBuffer: 64 << 20 });
    return stdout;
  } catch (error) {
    const said = typeof error === 'object' && error !== null && 'stderr' in error ? String(error.stderr).trim() : '';
    throw new Error(said.replace(/^opsbook: /, '') || (error instanceof Error ? error.message : String(error)));
  }
}
