import { type Document, lenses, lint, symbols, tokens } from '../core/index.ts';
import { pathOf } from './uri-path.ts';
import type { Workspace } from './workspace.ts';

/** A text of fewer UTF-16 units than this is quick enough without. */
const LONG = 20_000;

/** So long nobody may have opened or changed anything, in milliseconds: what was asked for at the opening has its answers by then. */
const QUIET = 1500;

/** Two keystrokes at each of so many places, and all of them in so many milliseconds: by then V8 has compiled what a keystroke runs. */
const PLACES = 20;
const MOST = 700;

/** How long everybody else has a turn between two keystrokes, in milliseconds. */
const BREAK = 20;

/**
 * Types in the beginning of a long text when the server has nothing else to do, once for each language and without anybody seeing it: V8 compiles
 * what runs often, and the first keystrokes of a server's life would wait for that. Who types meanwhile goes first.
 */
export function rehearsals(workspace: Workspace): { readonly opened: (uri: string) => void; readonly changed: () => void } {
  const done = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const rehearse = (uri: string, language: string): void => {
    if (done.has(language)) return;
    done.add(language);
    const whole = workspace.opened(uri)?.document.text ?? '';
    const end = whole.lastIndexOf('\n', LONG);
    const text = whole.slice(0, end === -1 ? LONG : end);
    const steps = keystrokesIn(text);
    let previous: Document | undefined;
    let spent = 0;
    const step = (): void => {
      const began = Date.now();
      const next = steps.shift();
      const read = next === undefined ? undefined : workspace.readInstead(uri, next, previous);
      if (read === undefined) return;
      const path = pathOf(uri);
      lint(read.project, path);
      // What an editor asks for behind the problems.
      lenses(read.project, path);
      symbols(read.project, path);
      tokens(read.project, path);
      previous = read.document;
      spent += Date.now() - began;
      if (spent < MOST) timer = setTimeout(step, BREAK);
    };
    step();
  };
  return {
    opened(uri) {
      const open = workspace.sizeOf(uri);
      if (open === undefined || open.length < LONG) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        const document = workspace.opened(uri)?.document;
        if (document?.ours === true) rehearse(uri, document.language);
      }, QUIET);
    },
    // The real thing has begun.
    changed() {
      clearTimeout(timer);
    },
  };
}

/** `text` with a letter at the end of one of its lines, and again without it, at places all over it but for its first lines, which say what it is. */
function keystrokesIn(text: string): string[] {
  const ends = [...text.matchAll(/$/gm)].map(({ index }) => index);
  return Array.from({ length: PLACES }, (_, n) => ends[Math.floor((ends.length * ((10 + n * 37) % 100)) / 100)] ?? 0).flatMap((at) => [
    `${text.slice(0, at)}x${text.slice(at)}`,
    text,
  ]);
}
