import { readFileSync, readdirSync } from 'node:fs';
import { judgeText } from './test/corpus/judge-text.ts';
import { languageNamed } from './server/src/core/languages/registry.ts';
const lang = languageNamed(process.argv[4] ?? 'rsyslog');
const dir = process.argv[2]!; const version = process.argv[3]!;
for (const f of readdirSync(dir)) {
  const found = judgeText(lang as any, readFileSync(`${dir}/${f}`, 'utf8'), { rsyslog: { version } } as any);
  console.log(JSON.stringify({ f, found: found.map((x) => ({ l: x.line, s: x.severity, r: x.rule, m: x.message })) }));
}
