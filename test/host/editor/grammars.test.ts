import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { IGrammar } from 'vscode-textmate';

const require = createRequire(import.meta.url);
const oniguruma = require('vscode-oniguruma') as typeof import('vscode-oniguruma');
const textmate = require('vscode-textmate') as typeof import('vscode-textmate');
const syntaxes = fileURLToPath(new URL('../../../syntaxes', import.meta.url));

/** Grammars of VS Code that ours include; what they say is not ours to judge. */
const foreign = (scopeName: string) => ({ scopeName, patterns: [], repository: {} }) as never;

let registry: InstanceType<typeof textmate.Registry>;

beforeAll(async () => {
  await oniguruma.loadWASM(readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm')).buffer as ArrayBuffer);
  const own = new Map(
    readdirSync(syntaxes)
      .filter((name) => name.endsWith('.tmLanguage.json'))
      .map((name) => {
        const path = join(syntaxes, name);
        const grammar = textmate.parseRawGrammar(readFileSync(path, 'utf8'), path);
        return [grammar.scopeName, grammar] as const;
      }),
  );
  registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async (scopeName) => own.get(scopeName) ?? foreign(scopeName),
  });
});

async function grammarOf(scopeName: string): Promise<IGrammar> {
  const grammar = await registry.loadGrammar(scopeName);
  if (grammar === null) throw new Error(`no grammar ${scopeName}`);
  return grammar;
}

/** The scopes of the first piece of the text that reads `wanted`, without the language's own at the root. */
function scopesIn(grammar: IGrammar, text: string, wanted: string): string {
  let stack = textmate.INITIAL;
  const pieces: string[] = [];
  for (const line of text.split('\n')) {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, stack);
    stack = ruleStack;
    for (const { startIndex, endIndex, scopes } of tokens) {
      const piece = line.slice(startIndex, endIndex).trim();
      if (piece === wanted) return scopes.slice(1).join(' ');
      pieces.push(piece);
    }
  }
  throw new Error(`no piece reads ${JSON.stringify(wanted)}; there are ${JSON.stringify(pieces)}`);
}

const logrotate = `# all logs
compress
include /etc/logrotate.d
"/var/log/my app.log" /var/log/x.log {
  rotate 7
  size 10M
  postrotate
    systemctl reload x
  endscript
  daily
}
`;

const interfaces = `# the network
auto lo
iface eth0 inet static
  address 192.0.2.1/24
  mtu 9000
  up echo \\
    more
iface br0 inherits eth0
source /etc/network/interfaces.d/*
`;

const rsyslog = `# local
$ModLoad imuxsock
module(load="imtcp")
mail.info;auth.* -/var/log/mail.log
:msg, contains, "x" stop
template(name="t" type="string" string="%msg:::drop-last-lf%\\n")
if $programname == 'x' and re_match($msg, 'y') then {
  action(type="omfile" file="/var/log/x")
  set $!a = 10;
}
/* over
lines */
*.* @@192.0.2.1:514
`;

const yaml = `rulesets:
  - name: main
    script: |
      if $msg contains 'x' then stop
    statements: []
`;

const fences = `\`\`\`logrotate {name=a file=/etc/x sudo=true}
daily
\`\`\`

~~~ interfaces
auto lo
~~~

\`\`\`sh {"name":"b"}
true
\`\`\`
`;

describe('the grammars', () => {
  it.each([
    ['source.logrotate', logrotate, '# all logs', 'comment.line.number-sign.logrotate'],
    ['source.logrotate', logrotate, 'compress', 'keyword.other.directive.logrotate'],
    ['source.logrotate', logrotate, '/etc/logrotate.d', 'string.unquoted.path.logrotate'],
    ['source.logrotate', logrotate, '"/var/log/my app.log"', 'string.quoted.double.logrotate'],
    ['source.logrotate', logrotate, '/var/log/x.log', 'entity.name.section.logrotate'],
    ['source.logrotate', logrotate, '7', 'constant.numeric.logrotate'],
    ['source.logrotate', logrotate, '10M', 'constant.numeric.logrotate'],
    ['source.logrotate', logrotate, 'postrotate', 'keyword.control.logrotate'],
    ['source.logrotate', logrotate, 'systemctl reload x', 'meta.embedded.block.shellscript'],
    ['source.logrotate', logrotate, 'endscript', 'keyword.control.logrotate'],
    ['source.logrotate', logrotate, 'daily', 'keyword.other.directive.logrotate'],
    ['source.interfaces', interfaces, 'auto', 'keyword.control.interfaces'],
    ['source.interfaces', interfaces, 'lo', 'entity.name.section.interfaces'],
    ['source.interfaces', interfaces, 'eth0', 'entity.name.section.interfaces'],
    ['source.interfaces', interfaces, 'inet', 'storage.type.family.interfaces'],
    ['source.interfaces', interfaces, 'static', 'support.type.method.interfaces'],
    ['source.interfaces', interfaces, 'address', 'keyword.other.option.interfaces'],
    ['source.interfaces', interfaces, '192.0.2.1/24', 'constant.numeric.address.interfaces'],
    ['source.interfaces', interfaces, '9000', 'constant.numeric.interfaces'],
    ['source.interfaces', interfaces, 'more', 'meta.embedded.line.shellscript'],
    ['source.interfaces', interfaces, 'inherits', 'keyword.control.interfaces'],
    ['source.interfaces', interfaces, '/etc/network/interfaces.d/*', 'string.unquoted.path.interfaces'],
    ['source.rsyslog', rsyslog, '# local', 'comment.line.number-sign.rsyslog'],
    ['source.rsyslog', rsyslog, '$ModLoad', 'keyword.other.directive.rsyslog'],
    ['source.rsyslog', rsyslog, 'module', 'support.function.object.rsyslog'],
    ['source.rsyslog', rsyslog, 'load', 'variable.parameter.rsyslog'],
    ['source.rsyslog', rsyslog, 'mail.info;auth.*', 'entity.name.selector.rsyslog'],
    ['source.rsyslog', rsyslog, '-/var/log/mail.log', 'string.unquoted.path.rsyslog'],
    ['source.rsyslog', rsyslog, 'msg', 'variable.other.property.rsyslog'],
    ['source.rsyslog', rsyslog, 'contains', 'keyword.operator.word.rsyslog'],
    ['source.rsyslog', rsyslog, '%msg:::drop-last-lf%', 'string.quoted.double.rsyslog variable.other.property.rsyslog'],
    ['source.rsyslog', rsyslog, 'if', 'keyword.control.rsyslog'],
    ['source.rsyslog', rsyslog, '$programname', 'variable.other.rsyslog'],
    ['source.rsyslog', rsyslog, 're_match', 'entity.name.function.rsyslog'],
    ['source.rsyslog', rsyslog, '$!a', 'variable.other.rsyslog'],
    ['source.rsyslog', rsyslog, '10', 'constant.numeric.rsyslog'],
    ['source.rsyslog', rsyslog, '@@192.0.2.1:514', 'string.unquoted.host.rsyslog'],
    ['source.rsyslog-yaml', yaml, 'script', 'entity.name.tag.yaml'],
    ['source.rsyslog-yaml', yaml, 'then', 'meta.embedded.block.rsyslog keyword.control.rsyslog'],
    ['markdown.opsbook.fences', fences, 'logrotate', 'markup.fenced_code.block.markdown fenced_code.block.language.markdown'],
    [
      'markdown.opsbook.fences',
      fences,
      'daily',
      'markup.fenced_code.block.markdown meta.embedded.block.logrotate keyword.other.directive.logrotate',
    ],
    [
      'markdown.opsbook.fences',
      fences,
      'lo',
      'markup.fenced_code.block.markdown meta.embedded.block.interfaces entity.name.section.interfaces',
    ],
    ['text.opsbook-plan', '  risk   production: web1', 'risk', 'keyword.control'],
    ['text.opsbook-plan', '  Risiko   Produktion: web1', 'Risiko', 'keyword.control'],
    ['text.opsbook-run', '✗ b  web1: failed', '✗', 'token.error-token'],
    ['text.opsbook-run', '· b  web1: symptom', 'web1: symptom', 'token.warn-token'],
    ['text.opsbook-run', '── The disk fills up  02:20', 'The disk fills up  02:20', 'markup.heading'],
  ])('%s: %#', async (scopeName, text, wanted, expected) => {
    expect(scopesIn(await grammarOf(scopeName), text, wanted)).toBe(expected);
  });

  it('end where their fence ends, whatever stands in it', async () => {
    const grammar = await grammarOf('markdown.opsbook.fences');
    for (const body of ['/var/log/x {', 'postrotate', '"never closed', 'iface x \\', 'if $a then {', '/* never closed', 'action(type="x']) {
      for (const language of ['logrotate', 'interfaces', 'rsyslog']) {
        const text = `\`\`\`${language}\n${body}\n\`\`\`\n\n\`\`\`interfaces\nauto lo\n\`\`\`\n`;
        expect([body, language, scopesIn(grammar, text, 'auto')]).toEqual([
          body,
          language,
          'markup.fenced_code.block.markdown meta.embedded.block.interfaces keyword.control.interfaces',
        ]);
      }
    }
  });

  it('tell how a run ended in every language that it is shown in', async () => {
    const grammar = await grammarOf('text.opsbook-run');
    const folder = fileURLToPath(new URL('../../../l10n', import.meta.url));
    for (const name of readdirSync(folder).filter((file) => file.startsWith('bundle.'))) {
      const texts = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Record<string, string>;
      for (const [word, scope] of [
        ['done', 'markup.inserted'],
        ['failed', 'token.error-token'],
        ['cancelled', 'token.warn-token'],
      ] as const)
        expect([name, scopesIn(grammar, `── ${texts[word]}: 3 x`, `${texts[word]}: 3 x`)]).toEqual([name, scope]);
    }
  });

  it('know the words of a plan in every language that it is shown in', async () => {
    const grammar = await grammarOf('text.opsbook-plan');
    const folder = fileURLToPath(new URL('../../../l10n', import.meta.url));
    const bundles = readdirSync(folder).filter((name) => name.startsWith('bundle.'));
    expect(bundles.length).toBeGreaterThan(1);
    for (const name of bundles) {
      const texts = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Record<string, string>;
      const of = (text: string): string => (texts[text] ?? '').replace('{0}', 'x9').replace('{1}', 'y');
      const lines: readonly (readonly [line: string, word: string, scope: string])[] = [
        [of('Plan of {0}'), 'x9', 'markup.heading'],
        ...['nothing has run yet; what is confirmed is exactly this', 'only when called', 'where the hosts are'].map(
          (word) => [of(word), of(word), 'punctuation'] as const,
        ),
        [of('plan {0}').replace('x9', 'a1b2'), of('plan {0}').replace('x9', 'a1b2'), 'punctuation'],
        [of('cannot run  line {0}: {1}'), of('cannot run  line {0}: {1}').split('  ')[0] ?? '', 'markup.deleted invalid'],
        [`  ${of('risk')}   z`, of('risk'), 'keyword.control'],
        ...['host', 'input', 'note'].map((word) => [`  ${of(word)}   z`, 'z', 'variable'] as const),
      ];
      for (const [line, word, scope] of lines) expect([name, line, scopesIn(grammar, line, word)]).toEqual([name, line, scope]);
    }
  });
});
