import { isShellLanguage } from './fence-languages.ts';

/** The script of a step's fence: of a shell's, one leading `$ ` of each line is a prompt and is not run. */
export function scriptText(language: string, text: string): string {
  return isShellLanguage(language.toLowerCase()) ? text.replace(/^\$ /gm, '') : text;
}

/** A transcript's commands, its prompt, and what it shows to be printed. */
export interface Transcript {
  readonly prompt: '$ ' | '# ' | undefined;
  readonly script: string;
  /** What the commands are shown to print, one after the other; '' for nothing. */
  readonly print: string;
}

/** The commands of a session: lines with the prompt of its first line, and `> ` that continues one; the rest is print. */
export function transcript(text: string): Transcript {
  const lines = text.split('\n');
  const first = lines[0] ?? '';
  const prompt = first.startsWith('$ ') ? '$ ' : first.startsWith('# ') ? '# ' : undefined;
  if (prompt === undefined) return { prompt, script: '', print: '' };
  const out: string[] = [];
  const print: string[] = [];
  let command = false;
  for (const line of lines) {
    if (line.startsWith(prompt)) {
      out.push(line.slice(2));
      command = true;
    } else if (command && line.startsWith('> ')) out.push(line.slice(2));
    else {
      command = false;
      print.push(line);
    }
  }
  if (print.at(-1) === '') print.pop();
  return { prompt, script: out.length === 0 ? '' : `${out.join('\n')}\n`, print: print.length === 0 ? '' : `${print.join('\n')}\n` };
}
