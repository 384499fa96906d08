import { nearest } from '../../values/suggest.ts';
import { dialectOf } from '../dialect.ts';
import type { InterfacesRule } from './interfaces-rule.ts';

const usual = '/etc/network/interfaces.d';

export const sourcePath: InterfacesRule = {
  id: 'interfaces-source-path',
  severity: 'warning',
  summary: 'a `source` or `source-directory` that most likely reads nothing',
  why: 'A path that leads nowhere is passed over without a word (read_interfaces_defn in config.c: a pattern that wordexp leaves as it is, and that is no file). `source` of a folder reads no file of it, `source-directory` takes no patterns of files; ifupdown2 and ifupdown-ng do not count relative paths from the folder of the file.',
  story:
    '`source /etc/network/interfaces.d` names the folder and reads no file in it. The interfaces that were defined there had last come up by hand.',
  bad: 'source /etc/network/interface.d/*\n',
  good: 'source /etc/network/interfaces.d/*\n',
  *check({ tree, settings }) {
    const dialect = dialectOf(tree, settings);
    for (const { kind, args } of tree.stanzas) {
      if (kind !== 'source' && kind !== 'source-directory') continue;
      for (const { text, span } of args) {
        if (text.startsWith('#')) break;
        const folder = text.replace(/\/+[^/]*[*?[][^/]*$|\/+$/, '');
        const rest = text.slice(folder.length);
        const meant = folder === usual || folder.length < 16 ? undefined : nearest(folder, [usual]);
        if (meant !== undefined && /[./]d\b|interface/.test(folder)) {
          yield {
            span: { start: span.start, end: span.start + folder.length },
            message: `\`${folder}\` is not where interfaces files are; \`${usual}\` was probably meant`,
            fixes: [{ title: `Write \`${usual}${rest}\``, certain: false, edits: [{ span, text: usual + rest }] }],
          };
        } else if (kind === 'source' && folder === usual && (rest === '' || rest === '/')) {
          yield {
            span,
            message: `\`source\` of a folder reads none of its files; \`${usual}/*\` was expected`,
            fixes: [{ title: `Write \`${usual}/*\``, certain: false, edits: [{ span, text: `${usual}/*` }] }],
          };
        } else if (kind === 'source-directory' && /[*?[]/.test(rest) && folder === usual) {
          yield {
            span,
            message: `\`source-directory\` wants the folder, not its files; \`${usual}\` was expected`,
            fixes: [{ title: `Write \`${usual}\``, certain: false, edits: [{ span, text: usual }] }],
          };
        } else if (!text.startsWith('/') && (dialect === 'ifupdown2' || dialect === 'ifupdown-ng') && !/[$~{%<]/.test(text)) {
          yield { span, message: `\`${text}\` is relative: ${dialect} counts it from the folder that it is started in` };
        }
      }
    }
  },
};
