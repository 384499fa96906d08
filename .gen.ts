import fc from 'fast-check';
import { disagreement } from './test/daemons/rsyslog/agreement.ts';
import { installedRsyslog, rsyslogJudge } from './test/daemons/rsyslog/daemon.ts';
import { configurations } from './test/daemons/rsyslog/generator.ts';
const version = installedRsyslog()!; const judge = rsyslogJudge(); const n = Number(process.argv[2]);
let bad = 0; const kinds = new Map<string, number>();
for (let i = 0; i < n; i++) {
  const seed = (Math.random() * 2 ** 31) | 0;
  const r = fc.check(fc.property(configurations, (text) => disagreement(text, judge.judge(text), version) === undefined), { numRuns: 1, seed });
  if (r.failed) { bad++; const text = r.counterexample![0] as string; const d = disagreement(text, judge.judge(text), version)!; const k = d.replace(/`[^`]*`|'[^']*'|\d+/g, 'X'); kinds.set(k, (kinds.get(k) ?? 0) + 1); if (kinds.get(k)! <= 2) console.log('=====', seed, '\n' + text + '\n--> ' + d); }
}
console.log(n, 'bad', bad, [...kinds]);
judge.end();
