import { describe, expect, test } from 'vitest';
import { convertRsyslog, emptyProject, lint, openDocument, withDocument } from '../../../../../server/src/core/index.ts';
import { applyEdits } from '../../../../../server/src/core/text/edit.ts';
import { judge } from './judge.ts';

const modern = (text: string): string => convertRsyslog(text, 'rainerscript', 'rainerscript').text ?? '';
const kept = (text: string): readonly string[] =>
  convertRsyslog(text, 'rainerscript', 'rainerscript').kept.map(({ span }) => text.slice(span.start, span.end));

describe('from old to new', () => {
  test.each([
    ['a file', 'mail.* -/var/log/mail\n', 'mail.* action(type="omfile" file="/var/log/mail")\n'],
    ['a comment behind', '*.* /x # why\n', '*.* action(type="omfile" file="/x") # why\n'],
    ['a template', '*.* /x;brief\n', '*.* action(type="omfile" file="/x" template="brief")\n'],
    ['a dynamic name', '*.* ?name;brief\n', '*.* action(type="omfile" dynaFile="name" template="brief")\n'],
    ['udp', '*.* @logs\n', '*.* action(type="omfwd" target="logs" port="514" protocol="udp")\n'],
    ['an address of IPv6', '*.* @@[2001:db8::1]:601\n', '*.* action(type="omfwd" target="2001:db8::1" port="601" protocol="tcp")\n'],
    ['a chain', '*.* /x\n& ~\n', '*.* action(type="omfile" file="/x")\n& stop\n'],
    [
      'users',
      '*.emerg *\n*.crit root,joe\n',
      '*.emerg action(type="omusrmsg" users="*")\n*.crit action(type="omusrmsg" users=["root", "joe"])\n',
    ],
    ['a filter', ':msg, !contains, "a$b" stop\n', 'if not ($msg contains "a\\$b") then stop\n'],
    ['$template', '$template t,"%msg%\\"\\\\\\n",sql\n', 'template(name="t" type="string" string="%msg%\\"\\\\\\n" option.sql="on")\n'],
    ['a decimal escape', '$template t,"a\\10b\\tc"\n', 'template(name="t" type="string" string="a\\nbtc")\n'],
    ['$IncludeConfig', '$IncludeConfig /etc/rsyslog.d/*.conf # all\n', 'include(file="/etc/rsyslog.d/*.conf") # all\n'],
    ['a folder', '$IncludeConfig /etc/rsyslog.d/\n', 'include(file="/etc/rsyslog.d/*")\n'],
    ['global', '$WorkDirectory /var/spool/rsyslog\n', 'global(workDirectory="/var/spool/rsyslog")\n'],
    [
      'what waits for the next action',
      '$ActionQueueType LinkedList\n$ActionQueueFileName q # disk\n$ActionResumeRetryCount -1\n*.* @@h\n*.* /x\n',
      '# disk\n*.* action(\n  type="omfwd"\n  target="h"\n  port="514"\n  protocol="tcp"\n  queue.type="LinkedList"\n  queue.filename="q"\n  action.resumeRetryCount="-1"\n  queue.timeoutShutdown="0"\n)\n*.* action(type="omfile" file="/x")\n',
    ],
    [
      'what holds for all that follow',
      '*.* /a\n$FileOwner joe\n*.* /b\n*.* @h\n*.* /c\n$ResetConfigVariables\n',
      '*.* action(type="omfile" file="/a")\n*.* action(type="omfile" file="/b" fileOwner="joe")\n*.* action(type="omfwd" target="h" port="514" protocol="udp")\n*.* action(type="omfile" file="/c" fileOwner="joe")\n',
    ],
    [
      'a module with its settings',
      '$ModLoad imuxsock.so\n$OmitLocalLogging on\n$ModLoad imudp\n$UDPServerAddress 127.0.0.1\n$UDPServerRun 514\n',
      'module(load="imuxsock" sysSock.use="off")\nmodule(load="imudp")\ninput(type="imudp" port="514" address="127.0.0.1")\n',
    ],
    [
      'BSD blocks',
      '!cron\n*.* /var/log/cron.log # why\n!*\nmail.* /m\n',
      'if $programname == "cron" then {\n*.* action(type="omfile" file="/var/log/cron.log") # why\n}\nmail.* action(type="omfile" file="/m")\n',
    ],
    [
      'a BSD host and programs hold together; directives and objects stay outside',
      '+h1\n!a,b\n$FileOwner joe\n*.* /x\ntemplate(name="t" type="string" string="x")\n:msg, contains, "y" /y\n!-c\n*.* /z\n',
      'if $hostname == "h1" and $programname == ["a", "b"] then {\n*.* action(type="omfile" file="/x" fileOwner="joe")\n}\ntemplate(name="t" type="string" string="x")\nif $hostname == "h1" and $programname == ["a", "b"] then {\nif $msg contains "y" then action(type="omfile" file="/y" fileOwner="joe")\n}\nif $hostname == "h1" and $programname != "c" then {\n*.* action(type="omfile" file="/z" fileOwner="joe")\n}\n',
    ],
    [
      'rulesets',
      '$RuleSet r\n*.* /x\n$RuleSet RSYSLOG_DefaultRuleset\n*.* /y\n',
      'ruleset(name="r") {\n*.* action(type="omfile" file="/x")\n}\n*.* action(type="omfile" file="/y")\n',
    ],
    [
      'a joined line has its action on one',
      'mail.*;\\\n news.* @@(z9)a.very.long.name.of.a.log.host.example.com:10514;a_template_of_a_long_name\n',
      'mail.*;\\\n news.* action(type="omfwd" target="a.very.long.name.of.a.log.host.example.com" port="10514" protocol="tcp" zipLevel="9" compression.mode="single" template="a_template_of_a_long_name")\n',
    ],
  ])('%s', (_, text, expected) => {
    expect(modern(text)).toBe(expected);
    expect(modern(expected), 'a second time changes nothing').toBe(expected);
  });

  test.each([
    ['an output channel', '$outchannel o,/x,100,/bin/true\n*.* :omfile:$o\n', ['$outchannel o,/x,100,/bin/true', ':omfile:$o']],
    ['a program for each message', '*.* ^/bin/x\n', ['^/bin/x']],
    ['a basic expression that means another thing', ':msg, regex, "a+b" /x\n', [':msg, regex, "a+b"']],
    ['a number compared as text', ':syslogseverity, isequal, "3" /x\n', [':syslogseverity, isequal, "3"']],
    ['a sign that only the old form can write', '$template t,"100 \\%"\n', ['$template t,"100 \\%"']],
    ['a directive in a block', 'if 1 then {\n$WorkDirectory /x\nstop\n}\n', ['$WorkDirectory /x']],
    ['what nothing follows', '$ActionQueueType LinkedList\n', ['$ActionQueueType LinkedList']],
    ['two of a kind', '$WorkDirectory /x\n$WorkDirectory /y\n', ['$WorkDirectory /x', '$WorkDirectory /y']],
    ['a BSD block with an included file', '!cron\n*.* /x\n$IncludeConfig /y.conf\n', ['!cron']],
    ['a module with parameters for both kinds', 'module(load="builtin:omfile" fileOwner="joe")\n*.* /x\n', ['/x']],
  ])('left alone and told: %s', (_, text, expected) => {
    expect(kept(text)).toEqual(expected);
  });

  test('the rule offers it, and no problem remains behind it', () => {
    const text = '$FileOwner root\n# mail\nmail.* -/var/log/mail.log\n:msg, contains, "x" stop\n';
    const project = withDocument(emptyProject, openDocument('etc/rsyslog.conf', text));
    const found = lint(project, 'etc/rsyslog.conf').filter(({ rule }) => rule === 'rsyslog-old-format');
    expect(found.map(({ severity }) => severity)).toEqual(['hint', 'hint']);
    const whole = found.flatMap(({ fixes }) => fixes).find(({ onRequest }) => onRequest === true);
    expect(applyEdits(text, whole?.edits ?? [])).toBe(
      '# mail\nmail.* action(type="omfile" file="/var/log/mail.log" fileOwner="root")\nif $msg contains "x" then stop\n',
    );
    const [single] = found[0]?.fixes ?? [];
    expect(applyEdits(text, single?.edits ?? [])).toBe(
      text.replace('-/var/log/mail.log', 'action(type="omfile" file="/var/log/mail.log" fileOwner="root")'),
    );
  });

  test('a statement that is broken takes the hints of no other one away, and what it might hide is not converted past it', () => {
    const hints = (text: string) => judge(text).filter(({ rule }) => rule === 'rsyslog-old-format');
    const before = 'mail.* -/var/log/mail.log\n';
    const behind = '$ActionQueueType LinkedList\nauth.* /var/log/auth.log\n:msg, contains, "x" stop\n';
    const [first, ...others] = hints(`${before}action(type="omfile" file="/var/log/x)\n${behind}`);
    expect([first, ...others].map((hint) => hint?.line)).toEqual([1, 4, 5]);
    expect(first?.fixes?.map(({ title }) => title)).toEqual(['Write the action as RainerScript']);
    expect(others.flatMap(({ fixes = [] }) => fixes)).toEqual([]);
    // What is broken itself, or stands in a block that is not closed, is of no certain reading.
    expect(hints(`if $msg contains "x" then {\n  ${before}if $msg == then stop\n`).map(({ line }) => line)).toEqual([]);
  });
});

const everything = `# The head.

/* more
 * of it */
global(workDirectory="/var/spool/rsyslog" # where
  maxMessageSize="64k")
module(load="imudp") # udp
input(type="imudp" port="514" ruleset="rr")
template(name="t" type="list") {
  # the message
  property(name="msg" position.from="2")
  constant(value="\\"'\\\\\\n") # the end
}
if $msg contains "a\\"'b\\$" and ($syslogseverity <= 3 or not ($programname == ["x", "y"])) then {
  # first
  action(type="omfile" file="/tmp/a" template="t") # why
  stop
} else if exists($!x) then {
  call_indirect $!x & "y";
} else {
  set $!y = (1 - (2 - 3)) * -field($msg, 32, 2); # set
  unset $.z;
}
foreach ($.i in $!a) do { # each
  reload_lookup_table("l", "stub")
  # in it
}
*.*;mail.none {
  continue
  # the last one
}
ruleset(name="rr" queue.type="LinkedList" parser=["rsyslog.rfc3164", "rsyslog.rfc5424"]) {
  call other
}
ruleset(name="other") { stop }
# tail
`;

describe('between RainerScript and YAML', () => {
  const yaml = convertRsyslog(everything, 'rainerscript', 'yaml');

  test('every comment goes with it, and there is no error', () => {
    expect(yaml.kept).toEqual([]);
    for (const comment of [
      'The head.',
      'more',
      'of it',
      'where',
      'udp',
      'the message',
      'the end',
      'first',
      'why',
      'set',
      'each',
      'in it',
      'the last one',
      'tail',
    ])
      expect(yaml.text?.split(new RegExp(`#\\s*${comment}$`, 'm')).length, comment).toBe(2);
    const project = withDocument(emptyProject, openDocument('etc/rsyslog.d/x.yaml', yaml.text ?? ''));
    const path = 'etc/rsyslog.d/x.yaml';
    expect(
      lint(project, path).filter(
        ({ severity, message }) => severity === 'error' || (!/lookup table|`l`/.test(message) && severity === 'warning'),
      ),
    ).toEqual([]);
    expect(yaml.text).not.toContain('script: |\n      if');
  });

  test('there and back and there again is the same', () => {
    const back = convertRsyslog(yaml.text ?? '', 'yaml', 'rainerscript');
    expect(back.kept).toEqual([]);
    const again = convertRsyslog(convertRsyslog(back.text ?? '', 'rainerscript', 'yaml').text ?? '', 'yaml', 'rainerscript');
    expect(again.text).toBe(back.text);
  });

  test.each([
    ['backticks', 'action(type="omfile" file=`echo $X`)\n', 'backticks'],
    ['a directive without counterpart', '$RepeatedMsgReduction on\n*.* /x\n', 'no counterpart'],
    ['files between rules', '*.* /a\ninclude(file="/b")\n*.* /c\ninclude(file="/d")\n', 'in one place'],
    ['errors', 'action(type="omfile"\n', 'not closed'],
    ['a statement that YAML has not, at the top', 'reset $.x = 1;\n', '`reset`'],
  ])('not at all, and told: %s', (_, text, reason) => {
    const { text: made, kept: why } = convertRsyslog(text, 'rainerscript', 'yaml');
    expect(made).toBeUndefined();
    expect(why.map((one) => one.reason).join()).toContain(reason);
  });

  test('a ruleset that does nothing has braces', () => {
    expect(convertRsyslog('rulesets:\n  - name: empty\n', 'yaml', 'rainerscript').text).toBe('ruleset(name="empty") {\n}\n');
  });

  test('a script is the way out for a ruleset alone', () => {
    const { text } = convertRsyslog('ruleset(name="aa") {\n  # c\n  reset $.x = 1;\n}\n', 'rainerscript', 'yaml');
    expect(text).toBe('version: 2\n\nrulesets:\n  - name: aa\n    script: |\n      # c\n      reset $.x = 1;\n');
  });
});
