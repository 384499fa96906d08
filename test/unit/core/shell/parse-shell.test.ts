import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { effectiveCommand } from '../../../../server/src/core/shell/effective-command.ts';
import { parseShell } from '../../../../server/src/core/shell/parse-shell.ts';

const bash = (text: string) => parseShell(text, 'bash');

/** Each error as the text it stands at and its severity. */
function errors(text: string, dialect: 'sh' | 'bash' = 'bash'): readonly string[] {
  return parseShell(text, dialect).errors.map(({ span, severity }) => `${severity} ${text.slice(span.start, span.end)}@${span.start}`);
}

function variables(text: string): readonly string[] {
  return bash(text).variables.map(
    ({ name, kind, exported, guarded, passing, span }) =>
      `${kind} ${text.slice(span.start, span.end).replace('$', '') === name ? name : `${name}?`}${exported ? ' exported' : ''}${guarded ? ' guarded' : ''}${passing ? ' passing' : ''}`,
  );
}

describe('errors of a script', () => {
  it.each([
    ['echo a\nif true; then\n  echo b\n', 'error if@7'],
    ['for i in a b; do\n  echo $i\nfi\n', 'error fi@27'],
    ['while true; do\n  echo\n', 'error while@0'],
    ['case $x in\n  a) echo ;;\n', 'error case@0'],
    ['echo "abc\necho b\n', 'error "@5'],
    ["echo 'abc\n", "error '@5"],
    ['x=$(date\n', 'error $(@2'],
    ['echo `date\n', 'error `@5'],
    ['echo $((1)\n', 'error $((@5'],
    ['x=$(( (1+2) )\necho "(a"\n', 'error $((@2'],
    ['fi\n', 'error fi@0'],
    ['echo a )\n', 'error )@7'],
    ['f() {\n  echo\n', 'error {@4'],
    ['(cd /tmp; ls\n', 'error (@0'],
    ['if true; then\nfi\n', 'error fi@14'],
    ['echo a &&\n', 'error &@8'],
    ['npm install <package>\n', 'error <package>@12'],
    ['echo a >\n', 'error >@7'],
    ['cat <<EOF\na\n', 'warning EOF@6'],
  ])('%j', (text, expected) => {
    expect(errors(text)).toEqual([expected]);
  });

  it('name what was opened where another thing is closed', () => {
    expect(bash('if a; then b; done').errors[0]).toMatchObject({
      message: '`done` stands where `fi` was expected, which closes `if`',
      related: { span: { start: 0, end: 2 } },
    });
  });

  it('are none of a sum that a parenthesis in quotes, a comment or a here-document may close', () => {
    for (const text of ['echo $((ls) )\n', 'echo $((1)\n: ")" )\n', 'echo $((1) # (\n)\n', 'echo $((1)\ncat <<E\n(\nE\n'])
      expect(errors(text), text).toEqual([]);
  });

  it('of sh are silent behind what dash reads otherwise', () => {
    expect(errors('[[ a =~ (b ]]\nif\n', 'sh')).toEqual([]);
    expect(errors('if true; then\n[[ a ]]\nfi\n', 'sh')).toEqual([]);
    expect(errors('fi; [[ a ]]\n', 'sh')).toEqual(['error fi@0']);
  });

  it('are none of a text with carriage returns', () => {
    expect(errors('if true\r\nthen\r\n  echo a\r\nfi\r\n')).toEqual([]);
  });
});

describe('variables of a script', () => {
  it.each([
    ['x=1; echo "$x ${y}"', ['assign x', 'use x', 'use y']],
    ['export A=$B C', ['use B', 'assign A exported', 'use C exported guarded']],
    ['set -a; x=1; set +a; y=2', ['assign x exported', 'assign y']],
    ['x=1 cmd', ['assign x passing']],
    ['(x=1); echo | read y', ['assign x passing', 'assign y passing']],
    ['f() { local a=1 b; }', ['assign a passing', 'assign b passing']],
    ['read -r -p prompt a b; read -a list -t 3', ['assign a', 'assign b', 'assign list']],
    ['for i in $l; do echo $i; done', ['use l', 'assign i', 'use i']],
    [
      'echo ${x:-$d} ${y:?} ${z:=1} ${#w} ${v%.*}',
      ['use x guarded', 'use d', 'use y guarded', 'use z guarded', 'assign z', 'use w', 'use v'],
    ],
    ['((n += m)); echo $((k + 1))', ['use n guarded', 'assign n', 'use m guarded', 'use k guarded']],
    ['cat <<EOF\n$a\nEOF\ncat <<"EOF"\n$b\nEOF', ['use a']],
    ['echo \'$a\' "\\$b" \\$c', []],
    ['unset x; printf -v y %s 1; mapfile -t z; getopts ab o', ['unset x', 'assign y', 'assign z', 'assign o']],
    ['[[ -v x && $y == *z ]]; [ -v w ]', ['use x guarded', 'use y', 'use w guarded']],
    ['echo $1 $@ $? $$ ${10}', []],
    ['a[1]=$b; c=(1 $d); e+=f', ['use b', 'assign a', 'use d', 'assign c', 'use e guarded', 'assign e']],
  ])('%j', (text, expected) => {
    expect(variables(text)).toEqual(expected);
  });
});

describe('commands of a script', () => {
  const places = (text: string) =>
    bash(text).commands.map(
      ({ name, fed, caught, subshell, conditional, background }) =>
        `${name}${fed ? ' fed' : ''}${caught ? ' caught' : ''}${subshell ? ' subshell' : ''}${conditional ? ' conditional' : ''}${background ? ' background' : ''}`,
    );

  it.each([
    ['a | b > f', ['a caught subshell', 'b fed caught subshell']],
    ['a && b || c', ['a', 'b conditional', 'c conditional']],
    ['if a; then b; else c; fi', ['a', 'b conditional', 'c conditional']],
    ['while read x; do a; done < f', ['read fed', 'a fed conditional']],
    ['(a); { b; }; c &', ['a subshell', 'b', 'c subshell background']],
    ['a "$(b <f)"', ['b fed caught subshell', 'a']],
    ['a <<EOF\n$(b)\nEOF', ['b caught subshell', 'a fed']],
    ['a >&2; b 2>f; c &>f', ['a', 'b', 'c caught']],
    ['f() { a; }', ['a conditional']],
  ])('%j', (text, expected) => {
    expect(places(text)).toEqual(expected);
  });

  it.each([
    ['sudo -u www-data -E env A=1 nice -n 5 /usr/bin/apt-get -y install x', 'apt-get -y install x', 'sudo env nice'],
    ['timeout -k 5 10 tail -f x', 'tail -f x', 'timeout'],
    ['sudo -l', 'sudo -l', ''],
    ['sudo -i', 'sudo -i', ''],
    ['command -v jq', 'command -v jq', ''],
    ['find . | xargs -n 1 rm -f', 'rm -f', 'xargs'],
    ['exec > log', 'exec', ''],
    ['flock /run/lock mkfs /dev/sdb', 'mkfs /dev/sdb', 'flock'],
    ['"$tool" x', ' x', ''],
  ])('%j runs in the end', (text, expected, wrappers) => {
    const run = effectiveCommand(bash(text).commands.at(-1) as never);
    expect([run.name ?? '', ...run.values].join(' ')).toBe(expected);
    expect(run.wrappers.join(' ')).toBe(wrappers);
  });

  it('stand at their places, and words know what they are made of', () => {
    const text = 'rm -rf "$dir"/* /var/"log"/x\\ y';
    const [command] = bash(text).commands;
    expect(command?.words.map(({ span }) => text.slice(span.start, span.end))).toEqual(['rm', '-rf', '"$dir"/*', '/var/"log"/x\\ y']);
    expect(command?.words.map(({ value }) => value)).toEqual(['rm', '-rf', undefined, '/var/log/x y']);
    expect(command?.words[2]?.parts.map(({ kind }) => kind)).toEqual(['variable', 'text', 'glob']);
  });

  it('in backticks with escapes stand at the whole substitution', () => {
    const text = 'echo `echo \\`x $y\\``';
    const script = bash(text);
    expect(script.commands.map(({ name }) => name)).toEqual(['x', 'echo', 'echo']);
    expect(script.variables.map(({ name, span }) => [name, text.slice(span.start, span.end)])).toEqual([['y', '`echo \\`x $y\\``']]);
  });
});

describe('any text', () => {
  const pieces = fc.constantFrom(
    ...'if then else fi for in do done while case esac ;; ( ) { } [[ ]] (( )) $( ` " \' \\ $ ${ } <<EOF EOF > < >> | || & && ; # \n x=1 $x a=( function select coproc time ! {{ name }} \r\n \u0000 \ud800 é'.split(
      ' ',
    ),
    ' ',
    '\n',
  );

  it('is read without a throw, with every span inside of it', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces, { maxLength: 40 }).map((list) => list.join(' ')),
        ),
        (text) => {
          for (const dialect of ['sh', 'bash'] as const) {
            const script = parseShell(text, dialect);
            expect(script.errors.filter(({ severity }) => severity === 'error').length).toBeLessThanOrEqual(1);
            const spans = [
              ...script.errors,
              ...script.errors.flatMap(({ related }) => related ?? []),
              ...script.variables,
              ...script.commands,
              ...script.commands.flatMap(({ words }) => [...words, ...words.flatMap(({ parts }) => parts)]),
              ...script.functions,
              ...script.blocks,
              ...script.bashisms,
            ].map(({ span }) => span);
            for (const { start, end } of spans) {
              expect(start).toBeGreaterThanOrEqual(0);
              expect(end).toBeGreaterThanOrEqual(start);
              expect(end).toBeLessThanOrEqual(text.length);
            }
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('is read in linear time, however deep', () => {
    const time = (text: string): number => {
      const start = performance.now();
      bash(text);
      return performance.now() - start;
    };
    for (const piece of [
      'echo $((1+',
      '$(',
      '"$(',
      '(',
      '{ ',
      'if a; then ',
      '${x:-',
      '1+',
      'a | ',
      'a && ',
      '`',
      'echo "a',
      '<<EOF\n',
      '[[ ! ',
      '((1+',
      'case x in (',
      'x[',
      'a() ',
    ]) {
      expect(time(piece.repeat(4000)), piece).toBeLessThan(3000);
    }
    const line = 'for i in a b "$x"; do echo "${i:-y}" | grep -c $(date) > /dev/null; done\n';
    time(line.repeat(500));
    const small = Math.min(time(line.repeat(500)), time(line.repeat(500)), time(line.repeat(500)));
    expect(Math.min(time(line.repeat(5000)), time(line.repeat(5000)))).toBeLessThan(small * 14 + 50);
  });
});
