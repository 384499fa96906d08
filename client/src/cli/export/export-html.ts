import { ownNames, type Report, type ReportBlock } from './report.ts';

const style = `:root{color-scheme:light dark;--good:#176c2c;--bad:#a31515;--mixed:#7a5b00;--text:#1a1a1a;--page:#fff;--box:#f5f5f5;--in:#dff5e1;--out:#fbe3e3}
@media(prefers-color-scheme:dark){:root{--good:#6fce86;--bad:#ff8f8f;--mixed:#e3bd5b;--text:#ddd;--page:#1c1c1c;--box:#282828;--in:#1d3d25;--out:#4a2222}}
body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:var(--text);background:var(--page);overflow-wrap:anywhere}
th{text-align:left;font-weight:600;padding-right:1rem;vertical-align:top;white-space:nowrap}pre{background:var(--box);padding:.6rem;overflow:auto;unicode-bidi:plaintext}
.ok,.unchanged,.fixed,.done{color:var(--good)}.failed,.unexpected,.timed-out,.lost,.unreachable,.refused{color:var(--bad)}.symptom,.cancelled,.skipped,.undone,.unfinished{color:var(--mixed)}
ins{background:var(--in);text-decoration:none}del{background:var(--out);text-decoration:none}`;

/** A report as one HTML page that loads and runs nothing. */
export function exportHtml(report: Report): string {
  const rows: (readonly [string, string | undefined])[] = [
    ['Run', report.run],
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
  const title = escaped(report.title === '' ? report.run : report.title);
  const counts = Object.entries(report.counts).map(([outcome, count]) => `<span class="${outcome}">${count} ${outcome}</span>`);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width"><title>${title}</title><style>${style}</style></head><body>
<h1>${title}</h1>
<table>${rows.map(([key, value]) => (value === undefined ? '' : `<tr><th>${escaped(key)}</th><td>${escaped(value)}</td></tr>`)).join('\n')}</table>
<p><strong class="${report.outcome}">${report.outcome}</strong>${counts.length === 0 ? '' : `: ${counts.join(', ')}`}</p>
${report.ownNames ? `<p>${ownNames('<code>{host}</code>', '<code>{address}</code>')}</p>` : ''}
${report.troubles.map(({ host, outcome, message }) => `<p><span class="${outcome}">${outcome}</span> ${escaped(host)}: ${escaped(message)}</p>`).join('\n')}
${report.blocks.map(blockHtml).join('\n')}
</body></html>
`;
}

function blockHtml(block: ReportBlock): string {
  const head = `<h2>${escaped(block.name)}${block.round > 1 ? ' (again)' : ''}</h2><p>${block.startedAt}, ${block.kind}${block.path === undefined ? '' : ` ${escaped(block.path)}`}</p>`;
  const script = block.script === undefined ? '' : `<details><summary>script</summary><pre>${escaped(block.script)}</pre></details>`;
  const groups = block.groups.map((group) => {
    const notes = group.notes.map((note) => `<li>${escaped(note)}</li>`).join('');
    const diffs = group.differences
      .map(({ diff }) => (diff === '' ? '' : `<pre>${diff.split('\n').map(diffLine).join('\n')}</pre>`))
      .join('');
    return `<h3><span class="${group.outcome}">${group.outcome}</span> ${escaped(group.hosts)}${group.count === 1 ? '' : ` (${group.count})`}</h3>
${group.message === undefined ? '' : `<p>${escaped(group.message)}</p>`}${notes === '' ? '' : `<ul>${notes}</ul>`}${diffs}${
  group.stdout === '' ? '' : `<pre>${escaped(group.stdout)}</pre>`
}${group.stderr === '' ? '' : `<p>Standard error:</p><pre>${escaped(group.stderr)}</pre>`}`;
  });
  return `<section>${head}${script}${groups.join('\n')}</section>`;
}

function diffLine(line: string): string {
  const text = escaped(line);
  if (/^(\+\+\+|---)/.test(line)) return text;
  return line.startsWith('+') ? `<ins>${text}</ins>` : line.startsWith('-') ? `<del>${text}</del>` : text;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
