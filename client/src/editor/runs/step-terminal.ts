import * as vscode from 'vscode';
import { withoutAnsi } from '../../run/ansi.ts';
import type { RemoteTerminal, ShownTerminal } from '../../run/process/runner-client.ts';

type TerminalSize = ShownTerminal['size'];

/** Milliseconds that a terminal may take until it is seen and knows its size; the usual one is taken then, and the right one told when it is known. */
const PATIENCE = 3000;
const usual: TerminalSize = { rows: 24, columns: 80 };

/** Milliseconds between a terminal's close and the end of its step: a window that is reloaded closes its terminals too, and does not live that long. */
const SECOND_THOUGHT = 500;

/**
 * Shows the terminal of an `interactive` step as one of VS Code's own, in front and ready for keys. Closing it ends the step; when the step has ended, a key closes it.
 * `before` gives what the step printed already, where another window had its terminal.
 */
export async function showStepTerminal(remote: RemoteTerminal, before: () => Promise<string>): Promise<ShownTerminal> {
  const written = new vscode.EventEmitter<string>();
  const gone = new vscode.EventEmitter<void>();
  let isOver = false;
  const size = await new Promise<TerminalSize>((resolve) => {
    const late = setTimeout(() => resolve(usual), PATIENCE);
    const terminal = vscode.window.createTerminal({
      name: withoutAnsi(vscode.l10n.t('{0} on {1}', remote.block, remote.host)),
      iconPath: new vscode.ThemeIcon('book'),
      isTransient: true,
      pty: {
        onDidWrite: written.event,
        onDidClose: gone.event,
        open(dimensions: vscode.TerminalDimensions | undefined) {
          if (dimensions === undefined) return;
          clearTimeout(late);
          resolve(sizeOf(dimensions));
        },
        setDimensions(dimensions: vscode.TerminalDimensions) {
          clearTimeout(late);
          resolve(sizeOf(dimensions));
          remote.resize(sizeOf(dimensions));
        },
        handleInput(text: string) {
          if (isOver) gone.fire();
          else remote.keys(text);
        },
        close() {
          if (!isOver) setTimeout(remote.hangUp, SECOND_THOUGHT);
          isOver = true;
          written.dispose();
          gone.dispose();
        },
      },
    });
    terminal.show();
  });
  const printed = await before();
  if (printed !== '' && !isOver) written.fire(printed);
  return {
    size,
    async show(text) {
      written.fire(text);
      // A flood must leave the window room to paint, and to hear the key that ends it.
      if (text.length > 4096) await new Promise((resolve) => setTimeout(resolve, 10));
    },
    closed() {
      if (isOver) return;
      isOver = true;
      written.fire(`${leave}\r\n\u001b[2m${vscode.l10n.t('This terminal is no longer connected; any key closes it.')}\u001b[0m\r\n`);
    },
  };
}

/** What a program that was ended may have left: another screen, the mouse, a hidden cursor, pasted text in brackets, colours. */
const leave = '\u001b[?1049l\u001b[?1000l\u001b[?1002l\u001b[?1003l\u001b[?1006l\u001b[?2004l\u001b[?25h\u001b[0m';

function sizeOf({ rows, columns }: vscode.TerminalDimensions): TerminalSize {
  return { rows, columns };
}
