import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compare, formatted, modern, thereAndBack, yaml } from './convert-agreement.ts';
import { messagesFor } from './convert-cases.ts';
import { type Daemon, installed, newest } from './isolated-daemon.ts';
import { cases } from './try-generator.ts';

/** Each thing of the old kind that is converted, and what stands around it. */
const written: readonly string[] = [
  '*.* OUT/all\n',
  'mail.info;\\\n  mail.!err  -OUT/mail\n& OUT/mail2\nauth,authpriv.*\tOUT/auth # why\n',
  '$template brief,"%timestamp% \\"%msg:::drop-last-lf%\\" \\\\ 100\\n"\n$template name,"OUT/%programname:::secpath-replace%"\n*.* ?name;brief\n',
  '$template part,"%msg:R,ERE,1,BLANK:([a-z]+) --end%|%syslogtag:1:3:uppercase%\\n",casesensitive\n*.err OUT/x;part\n',
  '$ActionFileDefaultTemplate RSYSLOG_TraditionalFileFormat\n*.* OUT/a\n$ActionFileDefaultTemplate RSYSLOG_SyslogProtocol23Format\nkern.* OUT/b\n*.info OUT/c;RSYSLOG_FileFormat\n',
  '$ActionName one\n$ActionQueueType LinkedList\n$ActionQueueSize 500\n*.* OUT/queued\n*.* OUT/direct\n',
  '$ActionExecOnlyEveryNthTime 3\n*.* OUT/third\n*.* OUT/each\n',
  ':msg, contains, "error" OUT/error\n& stop\n:programname, isequal, "sshd" OUT/sshd\n:hostname, !startswith, "web" ~\n*.* OUT/web\n',
  ':msg, ereregex, "[0-9]+ of" OUT/r1\n:msg, regex, "^ *hello" OUT/r2\n:msg, !isempty, "" OUT/r3\n:rawmsg, contains, "a\\\\b \\"c" OUT/r4\n',
  '$RuleSet other\nmail.* OUT/never\n$RuleSet RSYSLOG_DefaultRuleset\n*.* OUT/a\n',
  'if $programname == "sshd" then {\n  # inside\n  mail.* OUT/m\n  :msg, contains, "error" stop\n  OUT/rest\n} else if $msg contains \'a\' then OUT/a\nelse action(type="omfile" file="OUT/other")\n',
  'set $!n = 1 + 2 * (3 + $syslogseverity) & "x";\nset $.list = parse_json("{\\"l\\": [1, 2]}", "\\$!j");\nforeach ($.i in $!j!l) do { set $!n = $!n & $.i; }\ntemplate(name="n" type="list") { property(name="$!n") constant(value="\\n") }\nif not ($syslogseverity <= 3 or prifilt("mail.*")) and strlen($msg) > 5 then { action(type="omfile" file="OUT/n" template="n") }\n',
  'ruleset(name="sub") {\n  *.err stop\n  action(type="omfile" file="OUT/sub")\n}\ncall sub\n*.* OUT/after\n',
];

const directions: readonly (readonly [string, typeof modern, boolean])[] = [
  ['RainerScript', modern, false],
  ['YAML', yaml, true],
  ['YAML and back', thereAndBack, true],
  ['its format', formatted, false],
];

/** Without what tells the time of the run. */
const timeless = (configuration: string): boolean =>
  !/timegenerated|\$\$?now|hour|minute|RSYSLOG_FileFormat|Protocol23/i.test(configuration);

for (const [name, convert, newer] of directions) {
  const daemon: Daemon | undefined = newer ? newest() : installed();
  describe(`to ${name}`, () => {
    if (daemon === undefined) {
      test('rsyslogd writes the same bytes', () => {
        console.log(`${newer ? 'the newest rsyslogd (oracles/sid.sh, as root)' : 'rsyslogd'} is not here: nothing was compared`);
        if (!newer) expect(process.env['CI']).not.toBe('true');
      });
      return;
    }
    test(`rsyslogd ${daemon.version} writes the same bytes`, { timeout: 180_000 }, async () => {
      const generated = fc
        .sample(cases(8, 40, daemon.version), { numRuns: 12, seed: 4 })
        .filter(({ configuration }) => timeless(configuration));
      const all = [...written.map((configuration) => ({ configuration, messages: messagesFor(configuration, 60) })), ...generated];
      let same = 0;
      const left: string[] = [];
      for (const { configuration, messages } of all) {
        const compared = await compare(daemon, configuration, messages, convert);
        if (compared.left !== undefined) left.push(compared.left);
        else same++;
        expect(compared.differences, configuration).toEqual([]);
      }
      console.log(
        `rsyslogd ${daemon.version}: ${same} configurations converted to ${name}, the same bytes; ${left.length} left as they are`,
      );
      expect(same).toBeGreaterThan(written.length - 3);
    });
  });
}
