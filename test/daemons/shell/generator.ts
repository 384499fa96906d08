import fc from 'fast-check';
import type { ShellDialect } from '../../../server/src/core/shell/tree.ts';

const names = fc.constantFrom('x', 'y', 'HOST', 'log_dir', 'i', 'n');
const commands = fc.constantFrom(
  'echo',
  'true',
  'ls -l',
  'grep -q x',
  'cd /tmp',
  'test -f f',
  '[ -n a ]',
  'systemctl reload haproxy',
  'exit 1',
);
const literals = fc.constantFrom(
  'a',
  '-rf',
  '/var/log/*.log',
  'a=b',
  'x-y_z',
  '1',
  '.',
  '~/x',
  'a\\ b',
  '\\$x',
  '{a,b}',
  'a{1..3}',
  '[a-z]*',
  '#x',
  'a#b',
  '@',
  'if',
  'done',
  'é',
);

/** Words of both shells; `bash` adds its own. */
function words(dialect: ShellDialect, lists: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const variable = fc.oneof(
    names.map((name) => `$${name}`),
    fc
      .tuple(names, fc.constantFrom('', ':-a b', ':?', '%.*', '##*/', ':+"x"', '-$y', ':=${n}'))
      .map(([name, rest]) => `\${${name}${rest}}`),
    fc.constantFrom('$1', '$@', '$?', '$$', '$#', '${#x}', '$((n + 1))', '$(( x * (y + 2) ))', '$((1<<2))'),
  );
  const simple = fc.oneof({ weight: 4, arbitrary: literals }, { weight: 3, arbitrary: variable });
  const quoted = fc.oneof(
    fc.array(simple, { maxLength: 3 }).map((list) => `"${list.join(' ').replaceAll('"', '')}"`),
    fc.constantFrom("'a b'", "'$x \"'", '"\'"', '"a\nb"', "''", '""', '"\\""', '"`"\'`\'').filter((text) => text !== '"`"\'`\''),
  );
  const substitution = lists.map((list) => `$(${list.replace(/^\(/, ' (')})`);
  const backticks = fc.constantFrom('`date`', '`echo \\`hostname\\``', '`ls | wc -l`');
  const bashOnly = fc.constantFrom(
    "$'a\\nb'",
    '${x^^}',
    '${x/a/b}',
    '${x:1:2}',
    '${!x}',
    '${a[@]}',
    '${#a[*]}',
    '<(ls)',
    '>(cat)',
    '$"a"',
    '${x@Q}',
    '${!HO@}',
  );
  return fc.oneof(
    { weight: 6, arbitrary: simple },
    { weight: 3, arbitrary: quoted },
    { weight: 1, arbitrary: substitution },
    { weight: 1, arbitrary: backticks },
    ...(dialect === 'bash' ? [{ weight: 1, arbitrary: bashOnly }] : []),
  );
}

/** Scripts of a dialect: mostly right, for `mutants` to break. */
export function scripts(dialect: ShellDialect): fc.Arbitrary<string> {
  const { list } = fc.letrec<{ list: string; command: string; simple: string; word: string }>((tie) => {
    const word = words(dialect, tie('simple') as fc.Arbitrary<string>);
    const redirects = ['> f', '2>&1', '>> "$x"', '< /dev/null', '2> /dev/null', '<&3', '>|f', '3<> f'];
    const redirect = fc.constantFrom(...redirects, ...(dialect === 'bash' ? ['&> f', '&>> f', '<<< "$x"', '{fd}> f'] : []));
    const assignment = fc
      .tuple(names, fc.oneof(tie('word') as fc.Arbitrary<string>, fc.constant('')))
      .map(([name, value]) => `${name}=${value}`);
    const simple = fc
      .tuple(
        fc.array(assignment, { maxLength: 1 }),
        commands,
        fc.array(tie('word') as fc.Arbitrary<string>, { maxLength: 3 }),
        fc.array(redirect, { maxLength: 1 }),
      )
      .map(([before, command, rest, to]) => [...before, command, ...rest, ...to].join(' '));
    const body = tie('list') as fc.Arbitrary<string>;
    const separator = fc.constantFrom('; ', '\n', '\n\n', ' # why\n', '\n# what\n');
    const heredoc = fc
      .tuple(
        commands,
        fc.constantFrom('EOF', "'EOF'", '-EOF', '"E F"', '\\EOF'),
        fc.array(fc.constantFrom('a', '$x', "it's", '"', '$(date)', '`id`', '\\'), { maxLength: 3 }),
      )
      .map(
        ([command, mark, lines]) =>
          `${command} <<${mark}\n${lines.map((line) => `${line} .\n`).join('')}${mark
            .replace(/^[-\\]|['"]/g, '')
            .replaceAll('"', '')
            .replaceAll("'", '')}\n`,
      );
    const compounds = [
      fc
        .tuple(simple, body, body, fc.nat(2))
        .map(
          ([test, then, other, kind]) => `if ${test}; then\n${then}\n${['', `else ${other}\n`, `elif ${test}\nthen ${other}\n`][kind]}fi`,
        ),
      fc
        .tuple(names, fc.array(tie('word') as fc.Arbitrary<string>, { maxLength: 3 }), body)
        .map(([name, list, what]) => `for ${name} in ${list.join(' ')}; do ${what}\ndone`),
      fc.tuple(fc.constantFrom('while', 'until'), simple, body).map(([keyword, test, what]) => `${keyword} ${test}\ndo\n  ${what}\ndone`),
      fc
        .tuple(tie('word') as fc.Arbitrary<string>, body, body)
        .map(([what, a, b]) => `case ${what} in\n  a|b) ${a}\n;;\n  (*.log)\n${b} ;;\n *) ;;\nesac`),
      body.map((inner) => `( ${inner}\n)`),
      body.map((inner) => `{ ${inner}\n}`),
      fc.tuple(fc.constantFrom('f', 'check_it'), body).map(([name, inner]) => `${name}() {\n${inner}\n}`),
      ...(dialect === 'bash'
        ? [
            body.map((inner) => `function g {\n${inner}\n}`),
            fc.constantFrom(
              '(( n++ ))',
              '(( x > 1 && y ))',
              '[[ -n $x && $y == a* ]]',
              '[[ $x =~ ^(a|b)$ ]]',
              '[[ ! -f f || ( a < b ) ]]',
              'a=(1 2 "$x" [3]=4)',
              'a+=(b)',
              'x+=1',
              'a[1]=2',
              'declare -A m=([a]=b)',
            ),
            fc.tuple(names, body).map(([name, inner]) => `for ((${name}=0; ${name}<3; ${name}++)); do ${inner}\ndone`),
            body.map((inner) => `select x in a b; do ${inner}\ndone`),
            simple.map((inner) => `time ${inner}`),
            simple.map((inner) => `${inner} |& cat`),
          ]
        : []),
    ];
    const command = fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      simple,
      simple,
      heredoc,
      ...compounds,
      fc.tuple(simple, simple, fc.constantFrom(' | ', ' && ', ' || ', ' |\n ', ' &&\n  ', ' & ')).map(([a, b, by]) => a + by + b),
      simple.map((text) => `! ${text}`),
    );
    const list = fc.array(fc.tuple(tie('command') as fc.Arbitrary<string>, separator), { minLength: 1, maxLength: 3 }).map((parts) =>
      parts
        .map(([text, by]) => (/<</.test(text) ? `${text}\n` : text + by))
        .join('')
        .replace(/[\s;]*$/, '\n'),
    );
    return { list, command, simple, word };
  });
  return list;
}

/** Scripts with a slip in them: a word, a sign or a line that is gone, twice, elsewhere or another. */
export function mutants(dialect: ShellDialect): fc.Arbitrary<string> {
  const slips = fc.constantFrom(
    '"',
    "'",
    '`',
    '(',
    ')',
    '{',
    '}',
    ';',
    ';;',
    '|',
    '&',
    '&&',
    '<',
    '>',
    '$(',
    '${',
    '$((',
    '))',
    ' fi ',
    ' done ',
    ' then ',
    ' do ',
    ' esac ',
    '\n',
    '\\',
    'if ',
    '[[ ',
    ' ]]',
    '<<EOF',
    '#',
    ' in ',
    '!',
    '=(',
    '((',
    'else ',
    'case ',
    'while ',
    'f()',
    '{ ',
    ' }',
    ' ',
  );
  return fc.tuple(scripts(dialect), fc.nat(), fc.nat(3), slips).map(([text, seed, kind, slip]) => mutate(text, seed, kind, slip));
}

/** `text` with one slip: `kind` 0 drops a token, 1 doubles one, 2 puts `slip` before one, 3 puts it in one's place. */
export function mutate(text: string, seed: number, kind: number, slip: string): string {
  const tokens = text.match(/\w+|\s+|[^\w\s]/g) ?? [];
  if (tokens.length === 0) return slip;
  const at = seed % tokens.length;
  const token = tokens[at] as string;
  const put = [[], [token, token], [slip, token], [slip]][kind] ?? [];
  return [...tokens.slice(0, at), ...put, ...tokens.slice(at + 1)].join('');
}
