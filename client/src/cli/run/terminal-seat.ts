import { spawnSync } from 'node:child_process';
import { StringDecoder } from 'node:string_decoder';
import type { WriteStream } from 'node:tty';
import type { TakeTerminal } from '../../run/terminal.ts';
import { escapeKeys } from './escape-keys.ts';
import { roomIn } from './room-in.ts';
import { screenModes } from './screen-modes.ts';

/** The terminal of this program, for steps that want one. */
export interface TerminalSeat {
  readonly take: TakeTerminal;
  /** Whether the block's output on the host was shown as it came. */
  shown(block: string, host: string): boolean;
  /** Whether a step has it now. */
  isTaken(): boolean;
}

const help = '\r\n~.  cancels the run\r\n~~  sends ~\r\n~?  shows this\r\n';

/**
 * Lends `input` and `output`, both terminals, to one step after another: raw while the step runs, as they were when it has ended. `cancel` is
 * called for the escape `~.`; `before` makes room on the screen.
 */
export function terminalSeat(input: NodeJS.ReadStream, output: WriteStream, cancel: () => void, before: () => void): TerminalSeat {
  const seen = new Set<string>();
  let taken = false;
  return {
    isTaken: () => taken,
    shown: (block, host) => seen.has(`${block}\0${host}`),
    take: async (terminal) => {
      seen.add(`${terminal.block}\0${terminal.host}`);
      const modes = screenModes();
      const escapes = escapeKeys();
      const decoder = new StringDecoder('utf8');
      let raw = false;
      let column = 0;
      const onKeys = (chunk: Buffer): void => {
        const { keys, wants } = escapes(decoder.write(chunk));
        if (keys !== '') terminal.keys(keys);
        if (wants === 'help') output.write(help);
        if (wants === 'cancel') {
          // From here on an interrupt is for this program: the second one.
          restore();
          cancel();
        }
      };
      const onResize = (): void => terminal.resize(sizeOf(output));
      const restore = (): void => {
        if (!raw) return;
        raw = false;
        input.off('data', onKeys);
        output.off('resize', onResize);
        output.write(modes.undo());
        input.setRawMode(false);
        input.pause();
      };
      return {
        size: sizeOf(output),
        type: process.env['TERM'] || 'dumb',
        begin() {
          before();
          raw = true;
          taken = true;
          input.setRawMode(true);
          // Node leaves the translation of line feeds on, which a program that moves about the screen has counted in already.
          spawnSync('stty', ['-opost'], { stdio: [0, 'ignore', 'ignore'] });
          input.on('data', onKeys);
          input.resume();
          output.on('resize', onResize);
          onResize();
        },
        async show(text) {
          modes.next(text);
          column = text.length - 1 - Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
          output.write(text);
          await roomIn(output);
        },
        leave() {
          restore();
          taken = false;
          if (column > 0) output.write('\r\n');
        },
      };
    },
  };
}

function sizeOf(output: WriteStream): { readonly rows: number; readonly columns: number } {
  return { rows: output.rows || 24, columns: output.columns || 80 };
}
