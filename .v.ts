import { readFileSync } from 'node:fs';
import { judge } from './test/unit/core/languages/rsyslog/judge.ts';
const un = (t: string) => t.replace(/\\(n|t|\\|ufeff)/g, (_w, s: string) => (({ n: '\n', t: '\t', '\\': '\\', ufeff: '\ufeff' }) as any)[s]);
for (const line of readFileSync(process.argv[2]!, 'utf8').split('\n')) {
  const c = line.split('\t'); if (c.length < 3) continue;
  for (const [i, version] of [[0, '8.2302'], [1, '8.2610']] as const) {
    const e = judge(`${un(c[2]!)}\n*.* /tmp/x\n`, { version, closed: true });
    const errs = e.filter((x) => x.severity === 'error');
    if (errs.length > 0 !== (c[i] === 'refuses')) console.log(c[i], version, c[2], '\n     ', (errs.length ? errs : e).map((x) => x.severity + ' ' + x.rule + ' ' + x.message).join(' | '));
  }
}
