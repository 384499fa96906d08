import type { Directive } from '../tree.ts';
import type { LogrotateRule } from './define.ts';

/** config.c, compress_cmd_list: the programs for which logrotate knows the ending. */
const endings: Readonly<Record<string, string>> = { gzip: '.gz', bzip2: '.bz2', xz: '.xz', zstd: '.zst', compress: '.Z', zip: '.zip' };
/** Programs that people use instead, whose ending it does not know; the last two write what gzip and bzip2 write. */
const others: Readonly<Record<string, string>> = {
  lzma: '.lzma',
  lz4: '.lz4',
  lzop: '.lzo',
  pxz: '.xz',
  pixz: '.xz',
  brotli: '.br',
  pbzip2: '.bz2',
  pigz: '.gz',
};

export const compressExtension: LogrotateRule = {
  id: 'logrotate-compress-extension',
  severity: 'warning',
  summary: 'The ending of compressed logs does not go with the program',
  why: 'logrotate knows the endings of gzip, bzip2, xz, zstd, compress and zip (config.c, compress_cmd_list); for any other program it keeps `.gz`. A `compressext` above `compresscmd` is overwritten by it.',
  story:
    'zstd was set as `compresscmd`, the ending stayed `.gz`. The tool that fetched the logs for the incident could not read one of them.',
  bad: '/var/log/app.log {\n    compresscmd /usr/bin/xz\n    compressext .gz\n}\n',
  good: '/var/log/app.log {\n    compress\n    compresscmd /usr/bin/xz\n    compressext .xz\n    daily\n    rotate 7\n    missingok\n    notifempty\n}\n',
  *check({ tree }) {
    const onTop = (name: string): Directive | undefined => tree.named(name).findLast(({ stanza }) => stanza === undefined)?.item;
    const pairs = [[onTop('compresscmd'), onTop('compressext')]];
    for (const { own } of tree.inForce) if (own.has('compresscmd')) pairs.push([own.get('compresscmd'), own.get('compressext')]);
    for (const [{ value: command } = {}, { value: extension } = {}] of pairs) {
      if (command === undefined) continue;
      const program = command.text.slice(command.text.lastIndexOf('/') + 1);
      const known = endings[program];
      const ending = known ?? others[program];
      if (ending === undefined) continue;
      if (extension === undefined) {
        if (known === undefined && ending !== '.gz') {
          yield {
            message: `logrotate does not know the ending of \`${program}\`: without \`compressext ${ending}\` its logs end in \`.gz\``,
            span: command.span,
          };
        }
      } else if (extension.text !== ending && Object.values({ ...endings, ...others }).includes(extension.text)) {
        yield {
          message: `\`${program}\` writes \`${ending}\` files, not \`${extension.text}\``,
          span: extension.span,
          fixes: [{ title: `Change it to \`${ending}\``, certain: false, edits: [{ span: extension.span, text: ending }] }],
        };
      }
    }
  },
};
