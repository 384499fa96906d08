// Writes syntaxes/fences.tmLanguage.json, which lights up fences in Markdown, from the registry of languages in dist/core.cjs.
// `--check` writes nothing and fails where the file is not what would be written.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { languages } = createRequire(import.meta.url)('../dist/core.cjs');
const place = new URL('../syntaxes/fences.tmLanguage.json', import.meta.url);

/** Interpreters whose fences VS Code lights up by itself; here only those with attributes, so that these are lit up too. */
const steps = [
  { names: ['sh', 'bash', 'zsh', 'ksh', 'dash', 'shell', 'shellscript'], id: 'shellscript', scope: 'source.shell' },
  // VS Code brings no grammar for these; a fence whose grammar is missing would not be lit up at all.
  { names: ['fish', 'console', 'shell-session', 'sh-session'], id: 'text', scope: undefined },
  { names: ['python', 'python3'], id: 'python', scope: 'source.python' },
  { names: ['perl'], id: 'perl', scope: 'source.perl' },
  { names: ['ruby'], id: 'ruby', scope: 'source.ruby' },
  { names: ['node', 'js'], id: 'javascript', scope: 'source.js' },
  { names: ['php'], id: 'php', scope: 'source.php' },
  { names: ['lua'], id: 'lua', scope: 'source.lua' },
];

const escaped = (name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function fence(names, id, scope, needsAttributes) {
  return {
    name: 'markup.fenced_code.block.markdown',
    begin: `(^|\\G)(\\s*)(\`{3,}|~{3,})\\s*(?i:(${names?.map(escaped).join('|') ?? '[a-z0-9_+.#-]+'}))(?=${needsAttributes ? `\\s*\\{${names ? '' : '[^}]*\\bfile='}` : '[\\s{]|$'})([^\`]*)$`,
    end: '(^|\\G)(\\2|\\s{0,3})(\\3)\\s*$',
    beginCaptures: {
      3: { name: 'punctuation.definition.markdown' },
      4: { name: 'fenced_code.block.language.markdown' },
      5: { patterns: [{ include: '#attributes' }] },
    },
    endCaptures: { 3: { name: 'punctuation.definition.markdown' } },
    patterns: [
      {
        // A construct that the block leaves open must not reach over the fence's end.
        begin: '(^|\\G)(\\s*)(.*)',
        while: '(^|\\G)(?!\\s*([`~]{3,})\\s*$)',
        contentName: `meta.embedded.block.${id}`,
        patterns: scope === undefined ? [] : [{ include: scope }],
      },
    ],
  };
}

const grammar = {
  name: 'Opsbook fences',
  scopeName: 'markdown.opsbook.fences',
  injectionSelector: 'L:text.html.markdown',
  patterns: [
    ...languages.map(({ id, aliases }) => fence([id, ...aliases], id, `source.${id}`, false)),
    ...steps.map(({ names, id, scope }) => fence(names, id, scope, true)),
    // A file of any other kind.
    fence(undefined, 'text', undefined, true),
  ],
  repository: {
    attributes: {
      begin: '\\{',
      end: '\\}|$',
      beginCaptures: { 0: { name: 'punctuation.definition.attributes.begin.markdown' } },
      endCaptures: { 0: { name: 'punctuation.definition.attributes.end.markdown' } },
      patterns: [
        {
          match: '([^\\s={}"]+)(=)("(?:\\\\.|[^"\\\\])*"|[^\\s}]*)',
          captures: {
            1: { name: 'entity.other.attribute-name.markdown' },
            2: { name: 'punctuation.separator.key-value.markdown' },
            3: { name: 'string.other.attribute-value.markdown' },
          },
        },
        { match: '[^\\s={}"]+', name: 'entity.other.attribute-name.markdown' },
      ],
    },
  },
};

const text = `${JSON.stringify(grammar, null, 2)}\n`;
if (!process.argv.includes('--check')) writeFileSync(place, text);
else if (readFileSync(place, 'utf8') !== text) {
  console.error('syntaxes/fences.tmLanguage.json is not what the registry of languages gives: run node .config/fences.mjs');
  process.exit(1);
}
