import * as vscode from 'vscode';
import type { DraftInput } from '../../../server/src/core/index.ts';

/** Asks for one input of a runbook, with a value that may be offered; undefined where the user gave up. A value that the input's pattern does not allow is not taken. */
export function askInput(input: DraftInput, offered?: string): Thenable<string | undefined> {
  const prompt = input.description ?? vscode.l10n.t('The input {0} of this runbook', input.name);
  if (input.choices !== undefined && !input.secret)
    return vscode.window.showQuickPick([...input.choices], { title: input.name, placeHolder: prompt, ignoreFocusOut: true });
  const pattern = patternOf(input.pattern);
  return vscode.window.showInputBox({
    title: input.name,
    prompt,
    ...(offered !== undefined && !input.secret && { value: offered }),
    password: input.secret,
    ignoreFocusOut: true,
    validateInput: (value) => {
      if (input.secret && value.length < 6) return vscode.l10n.t('A secret has at least 6 characters, so that it can be masked in outputs');
      if (input.choices !== undefined && !input.choices.includes(value)) return vscode.l10n.t('It is none of the choices');
      return pattern !== undefined && !pattern.test(value) ? vscode.l10n.t('It does not match {0}', input.pattern ?? '') : undefined;
    },
  });
}

function patternOf(source: string | undefined): RegExp | undefined {
  try {
    return source === undefined ? undefined : new RegExp(source, 'u');
  } catch {
    return undefined;
  }
}
