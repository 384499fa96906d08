import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allRules } from '../../server/src/core/index.ts';

/** A text that mutations begin with, and the path that tells its language. */
export interface Seed {
  readonly path: string;
  readonly text: string;
}

const paths: Readonly<Record<string, string>> = {
  runbook: '/work/r.runbook.md',
  logrotate: '/work/etc/logrotate.d/x',
  rsyslog: '/work/etc/rsyslog.d/x.conf',
  interfaces: '/work/etc/network/interfaces',
};

/** A runbook that uses what the format has, so that mutations meet all of it. */
const book = `---
title: Seed
runbook:
  min-version: 1
  hosts: "lb[1-3],@edge"
  user: deploy
  timeout: 10m
  rolling: 1, 25%
  inputs:
    log_dir: { default: /mnt/log, pattern: "^/", description: where it goes }
    level: { choices: [info, debug], default: info }
    token: { secret: true }
  symptoms:
    - match: 'lost \\d+ messages'
      file: /var/log/syslog
---

# Seed

> 1. A list in a quote
>
>    \`\`\`sh {name=look check=true expect="0,2 /re/" retries=3 retry-delay=2s}
>    test -f /etc/logrotate.d/web
>    \`\`\`

\`\`\`logrotate {name=rotate fixes=look file=/etc/logrotate.d/web reload=again mode=0644}
/var/log/{{ log_dir }}/*.log {
    weekly
    rotate 7
    postrotate
        systemctl reload x
    endscript
}
\`\`\`

\`\`\`rsyslog {file=/etc/rsyslog.d/x.conf}
if $msg contains "x" then { action(type="omfile" file="/x") stop }
\`\`\`

\`\`\`interfaces {file=/etc/network/interfaces part=true}
auto eth0
iface eth0 inet static
    address 192.0.2.1/24
    gateway 192.0.2.254
\`\`\`

<!-- opsbook-disable-next-line runbook-name-twice -->

\`\`\`bash {name=again sudo=true confirm="sure?" capture=OUT}
echo "$level" > "$OPSBOOK_OUTPUT"
\`\`\`

\`\`\`console {name=typed verify=true at=local}
$ uptime
 10:00 up
\`\`\`
`;

/** Every rule's examples, the runbooks of the repository, and the shared corpus where it is there. */
export function seeds(root: string): readonly Seed[] {
  const out: Seed[] = [{ path: paths['runbook'] as string, text: book }];
  for (const { language, bad, good } of allRules()) {
    const path = paths[language] ?? `/work/x.${language}`;
    out.push({ path, text: bad }, { path, text: good });
    if (language !== 'runbook')
      out.push({
        path: paths['runbook'] as string,
        text: `---\nrunbook:\n---\n- a\n\n  \`\`\`${language}\n${bad.replace(/^/gm, '  ')}\n  \`\`\`\n`,
      });
  }
  for (const name of readdirSync(join(root, 'runbooks'))) {
    if (name.endsWith('.md')) out.push({ path: paths['runbook'] as string, text: readFileSync(join(root, 'runbooks', name), 'utf8') });
  }
  for (const language of ['logrotate', 'rsyslog', 'interfaces']) {
    const folder = join(process.env['OPSBOOK_SHARED'] ?? join(root, '../shared'), 'corpus', language);
    if (!existsSync(folder)) continue;
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const text = readFileSync(join(entry.parentPath, entry.name), 'utf8');
      if (text.length < 3000) out.push({ path: paths[language] as string, text });
    }
  }
  return out;
}
