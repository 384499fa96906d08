import * as vscode from 'vscode';
import { durationText } from '../../run/duration-text.ts';
import type { RunState } from './run-state.ts';
import { hostProgress } from '../words/counted.ts';
import { spoken } from '../words/spoken.ts';

/** One item of the status bar while something runs: what, how many hosts are done, how long; a click shows the runs. */
export class RunStatus implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem('opsbook.run', vscode.StatusBarAlignment.Left, 10);
  readonly #states = new Set<RunState>();
  #timer: NodeJS.Timeout | undefined;

  constructor() {
    this.#item.name = vscode.l10n.t('Opsbook run');
    this.#item.command = 'opsbook.runs.focus';
  }

  /** A run began. */
  show(state: RunState): void {
    this.#states.add(state);
    this.#timer ??= setInterval(() => this.changed(), 1000);
    this.changed();
  }

  /** A run is over. */
  hide(state: RunState): void {
    this.#states.delete(state);
    this.changed();
  }

  /** Paints the item anew. */
  changed(): void {
    const states = [...this.#states];
    const [state] = states;
    if (state === undefined) {
      clearInterval(this.#timer);
      this.#timer = undefined;
      this.#item.hide();
      return;
    }
    const words = states.length > 1 ? [vscode.l10n.t('{0} runs', states.length)] : wordsOf(state);
    this.#item.text = `$(loading~spin) ${words.filter((word) => word !== '').join(' · ')}`;
    this.#item.tooltip = vscode.l10n.t('Show what runs');
    this.#item.accessibilityInformation = {
      label: spoken(vscode.l10n.t('Opsbook run'), ...(states.length > 1 ? words : words.slice(0, -1))),
    };
    this.#item.show();
  }

  dispose(): void {
    clearInterval(this.#timer);
    this.#item.dispose();
  }
}

/** The run, its block, how far it is, and its clock at the end. */
function wordsOf(state: RunState): readonly string[] {
  const block = state.blocks.at(-1);
  const progress = block === undefined ? '' : hostProgress(state.progress(block));
  return [state.title, block ?? '', progress, durationText(Math.max(0, Date.now() - state.began))];
}
