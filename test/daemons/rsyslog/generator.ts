import fc from 'fast-check';

/** A piece of configuration: usually sound, now and then with a slip that somebody could make. */
type Piece = fc.Arbitrary<string>;

const pick = (...values: string[]): Piece => fc.constantFrom(...values);
/** Mostly one of the first, seldom one of the second. */
const mostly = (good: readonly string[], bad: readonly string[]): Piece =>
  fc.oneof({ weight: 45, arbitrary: pick(...good) }, { weight: 1, arbitrary: pick(...bad) });
const join = (...parts: Piece[]): Piece => fc.tuple(...parts).map((texts) => texts.join(''));
const seldom = (part: Piece): Piece => fc.oneof({ weight: 4, arbitrary: fc.constant('') }, { weight: 1, arbitrary: part });

const facilities = mostly(
  [
    'kern',
    'user',
    'mail',
    'daemon',
    'auth',
    'syslog',
    'lpr',
    'news',
    'uucp',
    'cron',
    'authpriv',
    'ftp',
    'local0',
    'local7',
    '*',
    'security',
    'MAIL',
    'mark',
  ],
  ['local8', 'mial', '17', 'aut', 'mail,'],
);
const severities = mostly(
  ['debug', 'info', 'notice', 'warning', 'warn', 'err', 'error', 'crit', 'alert', 'emerg', 'panic', '*', 'none', '3', 'INFO'],
  ['inof', 'fatal', '', 'critical'],
);
const part = join(
  fc.oneof(facilities, join(facilities, fc.constant(','), facilities)),
  mostly(['.'], ['..', ':', ',']),
  mostly(['', '', '', '=', '!', '!='], ['=!', '<']),
  severities,
);
const selector = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(';'));

const builtinTemplate = mostly(
  ['RSYSLOG_FileFormat', 'RSYSLOG_TraditionalFileFormat', 'RSYSLOG_ForwardFormat', 'RSYSLOG_SyslogProtocol23Format', 'brief'],
  ['RSYSLOG_FileFromat', 'nosuch'],
);
const withTemplate = seldom(join(mostly([';'], [' ', ':']), builtinTemplate));
const legacyAction = fc.oneof(
  join(seldom(fc.constant('-')), mostly(['/tmp/x', '/tmp/y.log', './x'], ['tmp/x y', '/tmp/x extra', '>x']), withTemplate),
  join(
    mostly(['@', '@@', '@(z9)', '@@(o)', '@@(z5,o)'], ['@(q)', '@@(z5']),
    mostly(['192.0.2.1', 'host', '[2001:db8::1]', 'host:514', '[::1]:6514'], ['host:514 x']),
    withTemplate,
  ),
  join(fc.constant('|'), pick('/tmp/pipe', '/tmp/p'), withTemplate),
  mostly(
    [':omusrmsg:root', ':omusrmsg:*', ':omusrmsg:root,joe', 'stop', '~', 'continue', '?names'],
    [':ombogus:x', '?nosuch', 'stopp', ':omusrmsg'],
  ),
);

const property = mostly(
  ['msg', 'programname', 'hostname', 'syslogtag', 'fromhost-ip', 'rawmsg', '$now', 'timereported', 'MSG'],
  ['mgs', 'now', 'programm', 'ip'],
);
const filter = join(
  pick(':', ' :'),
  property,
  mostly([', ', ',', ' , '], [' ', ';']),
  seldom(fc.constant('!')),
  mostly(['contains', 'isequal', 'startswith', 'regex', 'ereregex', 'isempty', 'Contains'], ['contians', 'equals', 'endswith']),
  mostly([', ', ','], [' ']),
  mostly(['"x"', '""', '"a b"', '"a\\"b"', '"^a.*$"'], ["'x'", 'x', '"x']),
);

const variable = mostly(
  ['$msg', '$programname', '$!a', '$!a!b', '$.x', '$/y', '$$now', '$syslogseverity', '$fromhost-ip', '$!a-b'],
  ['$mgs', '$now', '$', 'msg', '$!'],
);
const text = mostly(
  ['"a"', "'a'", '"a b"', '"\\x41"', '"\\$a"', "'$a'", '"a\\"b"', '""', '`echo $HOME`'],
  ['"$a"', '"a\\qb"', '"a', '`ls`'],
);
const number = mostly(['0', '1', '514', '0x1F', '017'], ['1.5', '08', '1k']);
const call = fc.oneof(
  join(
    mostly(['strlen', 'tolower', 'cnum', 'cstr', 'ltrim', 'getenv', 'int2hex', 'random'], ['strlne', 'toLower', 'length']),
    fc.constant('('),
    variable,
    mostly([')'], ['', ',1)', '))']),
  ),
  join(
    pick('re_match(', 're_match_i('),
    variable,
    fc.constant(', '),
    mostly(
      ["'^a+$'", '"a|b"', "'[0-9]{1,3}'", '"(a)(b)"', "'[[:alpha:]]'", "'a)'"],
      ["'a('", "'*a'", "'[a'", "'a{2,1}'", '$msg', "'[[:foo:]]'"],
    ),
    fc.constant(')'),
  ),
  join(fc.constant('field('), variable, mostly([', 58, 2)', ', " ", 1)', ", 'x', 3)"], [', 58)', ')'])),
  join(fc.constant('prifilt('), mostly(['"mail.info"', "'*.err'"], ['"mial.info"', '$msg']), fc.constant(')')),
  join(fc.constant('exists('), mostly(['$!a', '$.x'], ['"a"', '']), fc.constant(')')),
);
const { expression } = fc.letrec<{ expression: string; operand: string }>((tie) => ({
  operand: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    variable,
    text,
    number,
    call,
    tie('expression').map((inner) => `(${inner})`),
  ),
  expression: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('operand'),
    fc
      .tuple(
        tie('operand'),
        mostly(
          [
            '==',
            '!=',
            '<',
            '>=',
            '<>',
            'contains',
            'contains_i',
            'startswith',
            'startswith_i',
            '+',
            '-',
            '&',
            '*',
            '/',
            '%',
            'and',
            'or',
            'AND',
          ],
          ['=', '===', '&&', '||', 'equals', 'like', ''],
        ),
        tie('operand'),
      )
      .map((parts) => parts.join(' ')),
    tie('operand').map((inner) => `not ${inner}`),
    fc
      .tuple(variable, pick('==', 'contains', 'startswith'), mostly(['["a", "b"]', '["a"]'], ['[]', '["a",]', '[a]', '["a" "b"]']))
      .map((parts) => parts.join(' ')),
  ),
}));

const parameter = (name: string, values: Piece): Piece => join(fc.constant(` ${name}=`), values);
const flag = mostly(['"on"', '"off"'], ['"yes"', '"On"', 'on', '""']);
const integer = mostly(['"1"', '"10"', '"0"', '"-1"', '"010"'], ['"abc"', '"1.5"', '""', '" 1"', '"0x1f"']);
const size = mostly(['"1m"', '"100"', '"1K"', '"10g"'], ['"1mb"', '"-1"', '"1.5m"']);
const mode = mostly(['"0640"', '"0644"', '"00750"'], ['"640"', '"0888"', '"rw"']);
const template = join(fc.constant('"'), builtinTemplate, fc.constant('"'));
const queue = fc.oneof(
  parameter('queue.type', mostly(['"LinkedList"', '"FixedArray"', '"Direct"', '"linkedlist"'], ['"Linked"', '"list"'])),
  parameter('queue.size', size),
  parameter('queue.dequeueBatchSize', integer),
  parameter('queue.saveOnShutdown', flag),
  parameter('queue.timeoutEnqueue', integer),
);
const common = fc.oneof(
  parameter('action.resumeRetryCount', integer),
  parameter('action.execOnlyWhenPreviousIsSuspended', flag),
  parameter('action.copyMsg', flag),
  parameter('name', mostly(['"a1"', '"out"'], ['"a b"'])),
  queue,
  parameter('config.enabled', pick('"on"')),
  pick(' bogus="1"', ' Template="brief"'),
);
const some = (part_: Piece, most = 3): Piece =>
  fc
    .uniqueArray(part_, { maxLength: most, selector: (one) => one.split('=')[0]?.trim().toLowerCase() ?? '' })
    .map((parts) => parts.join(''));
const omfile = join(
  fc.constant('action(type="omfile"'),
  mostly([' file="/tmp/x"', ' File="/tmp/y"', ' dynaFile="names"'], ['', ' file=" "', ' file=/tmp/x', ' dynafile="nosuch"']),
  some(
    fc.oneof(
      parameter('fileCreateMode', mode),
      parameter('dirCreateMode', mode),
      parameter('sync', flag),
      parameter('createDirs', flag),
      parameter('ioBufferSize', size),
      parameter('flushInterval', integer),
      parameter('template', template),
      common,
    ),
  ),
  fc.constant(')'),
);
const omfwd = join(
  fc.constant('action(type="omfwd" target="192.0.2.1"'),
  some(
    fc.oneof(
      parameter('port', mostly(['"514"', '"6514"'], ['"70000"'])),
      parameter('protocol', mostly(['"udp"', '"tcp"', '"TCP"'], ['"tls"', '"tpc"'])),
      parameter('TCP_Framing', mostly(['"traditional"', '"octet-counted"'], ['"octet"'])),
      parameter('StreamDriverMode', integer),
      parameter('KeepAlive', flag),
      parameter('template', template),
      parameter('compression.mode', mostly(['"none"', '"stream:always"'], ['"zip"'])),
      common,
    ),
  ),
  fc.constant(')'),
);
const otherActions = mostly(
  [
    'action(type="omusrmsg" users="root")',
    'action(type="ompipe" pipe="/tmp/p")',
    'action( type = "omfile" file = "/tmp/x" )',
    'action(type="omfile" # why\n  file="/tmp/x")',
    'action(type="builtin:omfile" file="/tmp/z")',
  ],
  [
    'action(type="omfiel" file="/tmp/x")',
    'action(type="ompipe")',
    'action(file="/tmp/x")',
    'actoin(type="omfile" file="/tmp/x")',
    'action(type="omfile", file="/tmp/x")',
    'action(type=\'omfile\' file="/tmp/x")',
    'action(type="omfile" file="/tmp/x"',
    'action(type="omfile" file="/tmp/x)',
    'action(type="imudp")',
  ],
);
const action = fc.oneof(omfile, omfwd, otherActions);

const simple = fc.oneof(
  { weight: 4, arbitrary: action },
  { weight: 1, arbitrary: mostly(['stop', 'continue', 'STOP'], ['stop;', 'break', 'stopp']) },
  {
    weight: 2,
    arbitrary: join(
      pick('set ', 'reset '),
      mostly(['$!a', '$.x', '$/g', '$!a!b'], ['$msg', 'x', '$']),
      mostly([' = ', '='], [' == ', ' ']),
      expression,
      mostly([';', ' ;'], ['', ':']),
    ),
  },
  { weight: 1, arbitrary: join(fc.constant('unset '), mostly(['$!a', '$.x'], ['$msg']), mostly([';'], [''])) },
  { weight: 1, arbitrary: join(fc.constant('call '), mostly(['rs1', 'rs2'], ['nosuch', 'r', '"rs1"', 'rs1;'])) },
);
const { statement } = fc.letrec<{ statement: string; block: string }>((tie) => ({
  block: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    simple,
    fc
      .array(tie('statement'), { minLength: 1, maxLength: 3 })
      .chain((list) => mostly([`{\n${list.join('\n')}\n}`], [`{\n${list.join('\n')}\n`, `\n${list.join('\n')}\n}`, '{ }', ''])),
  ),
  statement: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    simple,
    fc
      .tuple(
        pick('if '),
        expression,
        mostly([' then ', ' THEN ', '\nthen\n'], [' thne ', ' ']),
        tie('block'),
        fc.oneof(
          fc.constant(''),
          tie('block').map((block) => `\nelse ${block}`),
        ),
      )
      .map((parts) => parts.join('')),
    fc
      .tuple(
        mostly(
          ['foreach ($.i in $!l) do ', 'foreach ($.i in ["a", "b"]) do '],
          ['foreach $.i in $!l do ', 'foreach ($.i in $!l) ', 'foreach ("a" in $!l) do '],
        ),
        tie('block'),
      )
      .map((parts) => parts.join('')),
  ),
}));

const replacer = join(
  fc.constant('%'),
  property,
  seldom(
    mostly(
      [
        ':1:5',
        ':::uppercase',
        ':::date-rfc3339',
        ':::sp-if-no-1st-sp,drop-last-lf',
        ':F,58:2',
        ':F:1',
        ':R,ERE,1,DFLT:(a+)--end',
        ':R:a*--end',
      ],
      [':::bogus', ':F,x:1', ':R,XRE:a--end', ':::csv,json'],
    ),
  ),
  mostly(['%'], ['']),
);
const templateText = fc
  .array(fc.oneof(replacer, pick(' ', 'x', '\\n', '\\\\', '100\\%', ': ')), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join(''));
const templates = fc.oneof(
  join(
    fc.constant('template(name="t1" type="string" string="'),
    templateText.map((one) => one.replaceAll('\\%', '\\\\%')),
    mostly(['")'], ['"', ')', '" bogus="1")', '" option.sql="on" option.json="on")']),
  ),
  join(fc.constant('$template t2,"'), templateText, mostly(['"', '",sql', '", stdsql'], ['" extra', ''])),
  mostly(
    [
      'template(name="t3" type="list") {\n  property(name="msg")\n  constant(value="\\n")\n}',
      'template(name="t4" type="subtree" subtree="$!a")',
      'template(name="t5" type="list") {\n property(name="timereported" dateFormat="rfc3339" date.inUTC="on") # c\n}',
    ],
    [
      'template(name="t3" type="list")',
      'template(name="t3" type="lits") { property(name="msg") }',
      'template(name="t3" type="list") { property(name="mgs") }',
      'template(name="t3" type="list") { property(name="msg" dateformat="iso") }',
      'template(type="string" string="x")',
      'template(name="t4" type="subtree" subtree="msg")',
      'template(name="t3" type="list") { constant(text="x") }',
      'template(name="t3" type="list") { action(type="omfile" file="/tmp/x") }',
    ],
  ),
);
const directives = fc.oneof(
  join(
    pick('$RepeatedMsgReduction ', '$PreserveFQDN ', '$CreateDirs ', '$EscapeControlCharactersOnReceive ', '$ActionQueueSaveOnShutdown '),
    mostly(['on', 'off', 'on # c'], ['yes', 'On', '', 'on x']),
  ),
  join(
    pick('$ActionResumeRetryCount ', '$ActionQueueSize ', '$ActionQueueMaxDiskSpace '),
    mostly(['-1', '100', '10k', '1g'], ['x', '', '10x', '1 2']),
  ),
  join(pick('$FileCreateMode ', '$DirCreateMode ', '$Umask '), mostly(['0640', '0022'], ['640', 'rw', '0999'])),
  mostly(
    [
      '$ActionQueueType LinkedList',
      '$ActionFileDefaultTemplate RSYSLOG_TraditionalFileFormat',
      '$ActionQueueFileName q1',
      '$WorkDirectory /tmp',
      '$MaxMessageSize 8k',
      '$AllowedSender UDP, 127.0.0.1, 10.0.0.0/8',
    ],
    ['$WorkDirecotry /tmp', '$Bogus on', '$AllowedSender UPD, 127.0.0.1', '$ActionQueueType bogus', '$UDPServerRun 514'],
  ),
);
const rule = fc.oneof(
  {
    weight: 5,
    arbitrary: join(
      seldom(pick(' ', '\t')),
      selector,
      mostly([' ', '\t', '    ', '\\\n  '], ['']),
      fc.oneof(legacyAction, action),
      seldom(join(fc.constant('\n& '), legacyAction)),
    ),
  },
  { weight: 3, arbitrary: join(filter, fc.constant(' '), fc.oneof(legacyAction, action)) },
  { weight: 4, arbitrary: statement },
);
const inputs = mostly(
  [
    'module(load="imudp")\ninput(type="imudp" port="514")',
    'module(load="imtcp" maxSessions="10")\ninput(type="imtcp" port="514" ruleset="rs1")',
    '$ModLoad imptcp\n$InputPTCPServerRun 514',
    'module(load="imuxsock")',
    'module(load="immark" interval="60")',
    'module(load="imklog")\n',
  ],
  [
    'input(type="imudp" port="514")',
    'module(load="imupd")',
    'module(load="imudp")\ninput(type="imudp")',
    'module(load="imudp"\ninput(type="imudp" port="514")',
    'module(load="imudp" bogus="1")',
    '$ModLoad imklog\nmodule(load="imklog")',
    'module(load="imuxsock" port="1")',
  ],
);
const globals = mostly(
  [
    'global(workDirectory="/tmp")',
    'global(maxMessageSize="64k" preserveFQDN="on")',
    'main_queue(queue.size="100000" queue.type="LinkedList")',
    'global(net.ipprotocol="ipv4-only")',
  ],
  [
    'global(workDir="/tmp")',
    'global(preserveFQDN="yes")',
    'global(workDirectory="/tmp")\nglobal(workDirectory="/tmp")',
    'main_queue(queue.typ="Disk")',
    'global(net.ipprotocol="ipv4")',
  ],
);
const comments = pick('# a comment', '/* a comment */', '', '#!prog', '/* two\nlines */', '   ');
const rulesets = join(
  pick('ruleset(name="rs1") {\n', 'ruleset(name="rs1" queue.type="LinkedList") {\n'),
  fc.array(statement, { maxLength: 2 }).map((list) => list.join('\n')),
  mostly(
    ['\n}\nruleset(name="rs2") { }'],
    ['\n', '\n}\n}\nruleset(name="rs2") { }', '\n}\nruleset(name="rs1") { stop }\nruleset(name="rs2") { }'],
  ),
);

/** Whole files: a frame that defines what others use, then rules; most sound, many with a slip or two. */
export const configurations: fc.Arbitrary<string> = fc
  .tuple(
    seldom(globals),
    seldom(inputs),
    seldom(templates),
    rulesets,
    fc.array(fc.oneof({ weight: 6, arbitrary: rule }, { weight: 1, arbitrary: comments }, { weight: 1, arbitrary: directives }), {
      minLength: 1,
      maxLength: 4,
    }),
  )
  .map(([global, input, own, ruleset, list]) =>
    [
      global,
      input,
      'template(name="brief" type="string" string="%msg%\\n")',
      'template(name="names" type="string" string="/tmp/%hostname%")',
      own,
      ruleset,
      ...list,
      '*.* /tmp/all',
      '',
    ]
      .filter((one, i) => one !== '' || i > 5)
      .join('\n'),
  );
