import { expect, it } from 'vitest';
import { judge } from './judge.ts';

const text = `module(load="imudp")
global(workDirectory="/var/spool/rsyslog")
template(name="line" type="list") {
  property(name="timereported" dateFormat="rfc3339")
  constant(value=" ")
  property(name="msg" droplastlf="on")
}
template(name="file" type="string" string="/var/log/%programname%.log")
lookup_table(name="hosts" file="/etc/rsyslog.d/hosts.json")
ruleset(name="remote" queue.type="LinkedList" queue.size="10000") {
  if $programname == "app" and not ($msg contains "debug") then {
    set $.where = lookup("hosts", $hostname);
    action(type="omfile" dynaFile="file" template="line")
    stop
  } else if strlen($msg) > 10 then {
    action(type="omfwd" target="192.0.2.1" port="514" protocol="tcp")
  }
}
input(type="imudp" port="514" ruleset="remote")
:msg, contains, "x" action(type="omfile" file="/var/log/x")
*.* action(type="omfile" file="/var/log/all")
`;

it('one sign that is missing is one problem, at its line or the next, and the rest is judged', () => {
  const late = `${text}action(type="omfile" fiel="/var/log/late")\n`;
  let deletions = 0;
  let single = 0;
  let near = 0;
  let last = 0;
  for (let at = 0; at < text.length; at++) {
    if (!'{}()"=;'.includes(text[at] as string)) continue;
    const broken = late.slice(0, at) + late.slice(at + 1);
    const line = text.slice(0, at).split('\n').length;
    const lines = broken.split('\n').length - 1;
    const errors = judge(broken).filter(({ severity }) => severity === 'error');
    const own = errors.filter((one) => one.line !== lines);
    // Within a text a sign may be missed by nobody.
    if (own.length === 0) continue;
    deletions++;
    if (own.length === 1) single++;
    if (own.some((one) => Math.abs(one.line - line) <= 1)) near++;
    if (errors.some((one) => one.line === lines && one.rule === 'rsyslog-unknown-parameter')) last++;
  }
  expect(deletions).toBeGreaterThan(140);
  expect(single / deletions).toBeGreaterThan(0.93);
  expect(near / deletions).toBeGreaterThan(0.97);
  expect(last / deletions).toBeGreaterThan(0.97);
});
