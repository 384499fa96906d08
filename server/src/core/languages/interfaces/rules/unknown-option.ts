import type { Report } from '../../../rule.ts';
import { nearest } from '../../values/suggest.ts';
import { dialectOf } from '../dialect.ts';
import { familyNamed } from '../facts/families.ts';
import { isOpenOption, optionNamed } from '../facts/option-named.ts';
import { options } from '../facts/options.ts';
import { eachOption } from '../read/each-option.ts';
import { isPlaceholder } from '../read/placeholder.ts';
import type { Dialect, Option, Stanza } from '../tree.ts';
import { allKeywords, isKeywordOf, openBefore } from '../verdict/keywords-of.ts';
import { meantKeyword, spelling } from '../verdict/misplaced.ts';
import type { InterfacesRule } from './interfaces-rule.ts';

export const unknownOption: InterfacesRule = {
  id: 'interfaces-unknown-option',
  severity: 'warning',
  summary: 'an option that neither the daemon nor a known hook reads',
  why: 'ifup takes every word for an option and hands it to the hook scripts (set_environ in execute.c); nobody reads a misspelled one, and nobody says so. A misspelled `iface` or `auto` inside a stanza vanishes in the same way. A name with a `-` or `_` may belong to a hook of this machine, and is only an information.',
  story:
    '`dns-nameserver` was right and `dns-namserver` was written. No hook read it, nobody said so, and names were resolved by whatever DHCP had left behind.',
  bad: 'auto eth0\niface eth0 inet static\n    address 192.0.2.10\n    ntemask 255.255.255.0\n',
  good: 'auto eth0\niface eth0 inet static\n    address 192.0.2.10\n    netmask 255.255.255.0\n',
  *check({ tree, settings }) {
    const dialect = dialectOf(tree, settings);
    const names = namesOf(dialect);
    // Where nearly nothing is known the file is another one.
    let suggestions = 0;
    for (const { option, record, stanza } of eachOption(tree, dialect)) {
      const { name, key } = option;
      if (record !== undefined || isOpenOption(key) || isPlaceholder(key) || key.startsWith('#')) continue;
      if (key.includes('=')) {
        yield* equalsSign(option, dialect);
        continue;
      }
      if (key === '') {
        yield { span: option.line.span, message: 'The line goes on from one that is nothing but a backslash: its first word is not seen' };
        continue;
      }
      const looksLike = likeKeyword(
        option.words.map(({ text }) => text),
        key,
      );
      const keyword = looksLike ? meantKeyword({ text: key, span: name.span }, dialect) : undefined;
      if (keyword !== undefined) {
        // Where the rest is an `iface` line word for word, the line is thrown away.
        const lost = keyword === 'iface' && familyNamed(option.words[1]?.text) !== undefined;
        yield {
          severity: lost ? 'error' : 'warning',
          span: name.span,
          message: `\`${name.text}\` is read as an option of the stanza above; the keyword \`${keyword}\` was probably meant`,
          fixes: [spelling(name, keyword)],
        };
        continue;
      }
      const meant = suggestions++ < 200 ? nearOption(key, names) : undefined;
      if (meant !== undefined) {
        yield {
          span: name.span,
          message: `Nobody reads an option \`${key}\`; \`${meant}\` was probably meant`,
          fixes: [spelling(name, name.text.endsWith('?') && key !== name.text ? `${meant}?` : meant)],
        };
        continue;
      }
      const own = /[-_]/.test(key) || stanza.kind === 'template';
      yield {
        severity: own ? 'info' : 'warning',
        span: name.span,
        message: own
          ? `\`${key}\` is no option of ${dialect} or of a known package: only a hook of this machine can read it`
          : `Nobody reads an option \`${key}\`: ${dialect} and the known hooks pass over it`,
      };
    }
    yield* keywords(tree.stanzas, dialect);
  },
};

/** `netmask=255.255.255.0 # why`: without the words behind it ifup refuses the line, which is said elsewhere. */
function* equalsSign({ name, words }: Option, dialect: Dialect): Iterable<Report> {
  const [, known = ''] = /^([A-Za-z][\w-]*)=/.exec(name.text) ?? [];
  if (words.length === 0 || optionNamed(known, dialect) === undefined) return;
  const at = { start: name.span.start + known.length, end: name.span.start + known.length + 1 };
  yield {
    span: name.span,
    message: `Nobody reads an option \`${name.text}\`; a blank was expected between \`${known}\` and its value`,
    fixes: [{ title: 'Write a blank for `=`', certain: false, edits: [{ span: at, text: ' ' }] }],
  };
}

/** Keywords that are taken for what they are not. */
function* keywords(stanzas: readonly Stanza[], dialect: Dialect): Iterable<Report> {
  const open = allKeywords(stanzas, dialect) ? [] : openBefore(stanzas, dialect);
  for (const [i, stanza] of stanzas.entries()) {
    const { keyword, kind } = stanza;
    if (kind === 'source-directory' && keyword.text !== 'source-directory' && keyword.text !== 'source-dir') {
      yield {
        span: keyword.span,
        message: `\`${keyword.text}\` is misspelled; \`source-directory\` was probably meant. ifupdown reads every word that begins with \`source-dir\` so, no other daemon does`,
        fixes: [spelling(keyword, 'source-directory')],
      };
    } else if (kind === 'allow' && isKeywordOf(stanza, dialect)) {
      const name = keyword.text.slice(6);
      const meant = ['hotplug', 'auto'].includes(name) ? undefined : nearest(name, ['hotplug', 'auto']);
      if (meant !== undefined) {
        yield {
          span: keyword.span,
          message: `\`${keyword.text}\` is a class that nothing asks for; \`allow-${meant}\` was probably meant`,
          fixes: [spelling(keyword, `allow-${meant}`)],
        };
      }
    } else if (kind === 'stray' && open[i] === 'iface') {
      yield { span: keyword.span, message: `\`${keyword.text}\` is read as an option of the stanza above` };
    }
  }
}

/** The name that `key` most likely misspells; of two that share their package's prefix, what follows it must be near by itself. */
function nearOption(key: string, names: readonly string[]): string | undefined {
  const meant = nearest(key, names);
  if (meant === undefined) return undefined;
  const shared = /^[a-z0-9]+[-_]/.exec(meant)?.[0];
  if (shared === undefined || !key.startsWith(shared)) return meant;
  return nearest(key.slice(shared.length), [meant.slice(shared.length)]) === undefined ? undefined : meant;
}

/** Whether the words behind a word are such as stand behind a keyword: `source` wants a path. */
function likeKeyword(words: readonly string[], key: string): boolean {
  const [first] = words;
  if (first === undefined) return false;
  if (/^so?u/i.test(key)) return first.includes('/') || first.includes('*');
  return /^[A-Za-z/][\w./:@-]*$/.test(first);
}

/** The names that a misspelled option may have meant, in both spellings where a hook takes both. */
function namesOf(dialect: Dialect): readonly string[] {
  const out: string[] = [];
  for (const { name, dialects, methods } of options) {
    if (!dialects.includes(dialect)) continue;
    out.push(name);
    if (methods === undefined && /[-_]/.test(name)) out.push(name.replaceAll('_', '-'), name.replaceAll('-', '_'));
  }
  return out;
}
