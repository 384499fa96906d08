import { l10n } from 'vscode';
import { durationText } from '../../run/duration-text.ts';
import { isWell } from '../../run/outcome.ts';
import { installedWords } from '../runs/installed-words.ts';
import type { AnswerGroup } from '../runs/run-state.ts';
import { hostCount } from '../words/counted.ts';
import { outcomeWord } from '../words/outcome-word.ts';

/** What a group of hosts answered, for the output of a cell: who and how in bold, the files it got, what it printed. Colours are the only escapes in it. */
export function groupText({ name, hosts, running, answer }: AnswerGroup): string {
  const words = [
    hosts.length > 1 ? hostCount(hosts.length) : '',
    running ? l10n.t('running') : answer.end === undefined ? '' : outcomeWord(answer.end.outcome),
    answer.end?.message ?? '',
    answer.end === undefined ? '' : durationText(answer.end.duration),
  ].filter((word) => word !== '');
  const well = running || isWell(answer.end?.outcome ?? 'failed');
  const head = `\u001b[1;${well ? 32 : 31}m${name}\u001b[0m \u001b[2m${coloured(words.join(' · '))}\u001b[0m\n`;
  const files = answer.installed.map((file) => `${installedWords(file, (path) => path)}\n`).join('');
  return `${head}${answer.notes.join('')}${files}${coloured(answer.text)}${answer.cut ? `${l10n.t('… more in the record')}\n` : ''}`;
}

/** Output with its colours and no other escape. */
function coloured(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return text.replace(/\u001b(?!\[[\d;:]*m)[^\n]?/g, '');
}
