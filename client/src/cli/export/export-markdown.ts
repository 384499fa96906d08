import { ownNames, type Report, type ReportBlock } from './report.ts';

/** A report as Markdown: what a post-mortem is written from. */
export function exportMarkdown(report: Report): string {
  const rows: (readonly [string, string | undefined])[] = [
    ['Run', report.run],
    ['Outcome', report.outcome],
    ['Started', report.startedAt],
    ['Ended', report.endedAt],
    [
      'By',
      report.user === undefined
        ? undefined
        : `${report.user} on ${report.machine}${report.from === undefined ? '' : ` from ${report.from}`}`,
    ],
    ['Runbook', report.file],
    ['Commit', report.commit === undefined ? undefined : `${report.commit.id}${report.commit.changed ? ' (changed since)' : ''}`],
    ['Plan', report.plan],
    ['Takes back', report.undoes],
    ...report.inputs.map(({ name, value, secret }) => [`Input ${name}`, secret ? '(secret)' : value] as const),
  ];
  let out = `# ${plain(report.title === '' ? report.run : report.title)}\n\n| | |\n|---|---|\n`;
  for (const [key, value] of rows) if (value !== undefined) out += `| ${key} | ${plain(value)} |\n`;
  const counts = Object.entries(report.counts).map(([outcome, count]) => `${count} ${outcome}`);
  if (counts.length > 0) out += `\n${counts.join(', ')}\n`;
  if (report.ownNames) out += `\n${ownNames('`{host}`', '`{address}`')}\n`;
  if (report.troubles.length > 0) {
    out += '\n## Hosts that could not be worked on\n\n';
    for (const { host, outcome, message } of report.troubles) out += `- ${plain(host)}: ${outcome}, ${plain(message)}\n`;
  }
  out += '\n## What happened\n';
  for (const block of report.blocks) out += blockText(block);
  return out;
}

function blockText(block: ReportBlock): string {
  let out = `\n### ${plain(block.name)}${block.round > 1 ? ' (again)' : ''}\n\n${block.startedAt}, ${block.kind}${block.path === undefined ? '' : ` ${plain(block.path)}`}\n`;
  if (block.script !== undefined) out += `\n${fenced('sh', block.script)}`;
  for (const group of block.groups) {
    out += `\n**${plain(group.hosts)}**${group.count === 1 ? '' : ` (${group.count})`}: ${group.outcome}${group.message === undefined ? '' : `, ${plain(group.message)}`}\n`;
    for (const note of group.notes) out += `\n- ${plain(note)}\n`;
    for (const { diff } of group.differences) if (diff !== '') out += `\n${fenced('diff', diff)}`;
    if (group.stdout !== '') out += `\n${fenced('text', group.stdout)}`;
    if (group.stderr !== '') out += `\nStandard error:\n\n${fenced('text', group.stderr)}`;
  }
  return out;
}

/** A fence that nothing in `text` can end. `text` and `sh` fences of a report carry no attributes: read as a runbook, it runs nothing unasked. */
function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text.endsWith('\n') ? text : `${text}\n`}${fence}\n`;
}

/** Text on one line in which nothing is Markdown. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>#|~]/g, '\\$&');
}
