import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultOfRequest } from '../../../../client/src/ssh/fault-of-request.ts';
import { outputVariables } from '../../../../client/src/ssh/output-variables.ts';

describe('outputVariables', () => {
  it('reads pairs and blocks', () => {
    expect(outputVariables('A=1\r\nB=x=y \n\nC<<EOF\none\n\ntwo\nEOF\nA=2\nD<< END \nEND\n')).toEqual({
      variables: { A: '2', B: 'x=y ', C: 'one\n\ntwo', D: '' },
      problems: [],
    });
  });

  it.each([
    'PATH',
    'HOME',
    'IFS',
    'ENV',
    'BASH_ENV',
    'SHELLOPTS',
    'BASHOPTS',
    'PS4',
    'PROMPT_COMMAND',
    'LD_PRELOAD',
    'DYLD_X',
    'OPSBOOK_MARK',
    'PYTHONPATH',
    'PERL5LIB',
    'RUBYOPT',
    'NODE_OPTIONS',
    'GIT_SSH',
    'SUDO_ASKPASS',
  ])('refuses %s', (name) => {
    expect(outputVariables(`${name}=x\n${name}<<E\nx\nE\nGOOD=1\n`)).toMatchObject({
      variables: { GOOD: '1' },
      problems: [expect.stringContaining(`line 1 of \`OPSBOOK_OUTPUT\` sets \`${name}\``), expect.stringContaining('line 2')],
    });
  });

  it('tells a line that is neither, and a block without its end', () => {
    expect(outputVariables('what\nA=1\nB<<EOF\nC=1\n')).toEqual({
      variables: { A: '1' },
      problems: [
        'line 1 of `OPSBOOK_OUTPUT` is neither `KEY=VALUE` nor `KEY<<WORD`',
        'line 3 of `OPSBOOK_OUTPUT` begins `B<<EOF`, but no line `EOF` ends it',
      ],
    });
  });

  it('takes any text, and gives no name that could not be exported', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc
            .array(fc.constantFrom('A=1', 'B<<X', 'X', '', '__proto__=1', '=', '<<', 'é=1', '\0=\0', 'C=\0'))
            .map((lines) => lines.join('\n')),
        ),
        (text) => {
          for (const [name, value] of Object.entries(outputVariables(text).variables)) {
            expect(
              faultOfRequest({
                interpreter: 'sh',
                strict: true,
                script: '',
                environment: { [name]: value },
                sudo: false,
                timeout: 0,
                grace: 0,
              }),
            ).toBeUndefined();
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
