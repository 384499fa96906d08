import { l10n } from 'vscode';
import { withoutAnsi } from '../../run/ansi.ts';
import { foldHosts } from '../../run/fold-hosts.ts';
import { durationText } from '../../run/duration-text.ts';
import { installedWords } from './installed-words.ts';
import { fenceFor, plain } from './markdown-text.ts';
import type { RunState } from './run-state.ts';
import { hostCount } from '../words/counted.ts';
import { outcomeWord } from '../words/outcome-word.ts';

/** A run as Markdown for a ticket or a chat: when, where, and what each group of hosts answered. Harmless to show; ends with a line end. */
export function runMarkdown(state: RunState): string {
  const hosts = foldHosts(state.plan.hosts.map(({ name }) => name));
  const duration = state.ended === undefined ? l10n.t('not ended') : durationText(state.ended.at - state.began);
  const out = [
    `## ${plain(state.title)}`,
    '',
    `${new Date(state.began).toISOString()} · ${plain(hosts)} · ${state.ended === undefined ? l10n.t('running') : outcomeWord(state.ended.outcome)} · ${duration} · ${l10n.t('run {0}', state.run)}`,
    '',
    ...[...state.hostTrouble].map(([host, why]) => `- **${plain(host)}** ${plain(why)}`),
    ...(state.hostTrouble.size > 0 ? [''] : []),
  ];
  for (const block of state.blocks) {
    out.push(`### ${plain(block)}`, '');
    for (const { name, hosts: members, running, answer } of state.groups(block)) {
      const words = [
        running ? l10n.t('running') : answer.end === undefined ? '' : outcomeWord(answer.end.outcome),
        answer.end?.message ?? '',
      ].filter((word) => word !== '');
      out.push(`**${plain(name)}**${members.length > 1 ? ` (${hostCount(members.length)})` : ''}: ${plain(words.join(', '))}`, '');
      const installed = answer.installed.map((file) => `- ${installedWords(file)}`);
      if (installed.length > 0) out.push(...installed, '');
      const body = withoutAnsi(`${answer.notes.join('')}${answer.text}`).replace(/\n+$/, '');
      if (body === '') continue;
      const fence = fenceFor(body);
      out.push(`${fence}text`, body, ...(answer.cut ? [l10n.t('… more in the record')] : []), fence, '');
    }
  }
  return `${out.join('\n').trimEnd()}\n`;
}
