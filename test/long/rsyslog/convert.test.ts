import fc from 'fast-check';
import { expect, test } from 'vitest';
import { corpusFolder, hasSample, readSample, readTable } from '../../corpus/read-corpus.ts';
import { compare, formatted, modern, thereAndBack, yaml } from '../../daemons/rsyslog/convert-agreement.ts';
import { messagesFor, runnable } from '../../daemons/rsyslog/convert-cases.ts';
import { installed, newest } from '../../daemons/rsyslog/isolated-daemon.ts';
import { cases } from '../../daemons/rsyslog/try-generator.ts';

/** What people wrote, as far as it can be run anywhere, each once. */
function collected(): readonly string[] {
  const folder = corpusFolder();
  if (folder === undefined) {
    console.log('the corpus is not here: generated configurations alone are run');
    return [];
  }
  const paths = readTable(`${folder}/judge.tsv`).flatMap((row) =>
    row['lang'] === 'rsyslog' && row['use'] === 'accept' ? [row['path'] ?? ''] : [],
  );
  const texts = [...new Set(paths)].filter((path) => hasSample(folder, path)).flatMap((path) => runnable(readSample(folder, path)) ?? []);
  return [...new Set(texts)];
}

for (const [name, convert, daemon] of [
  ['RainerScript', modern, installed()],
  ['RainerScript for the newest', modern, newest()],
  ['YAML', yaml, newest()],
  ['YAML and back', thereAndBack, newest()],
  ['its format', formatted, installed()],
] as const) {
  test(`to ${name}: the same bytes`, { timeout: 1_800_000 }, async () => {
    if (daemon === undefined) {
      console.log('its rsyslogd is not here: nothing was compared');
      return;
    }
    const generated = fc
      .sample(cases(8, 40, daemon.version), { numRuns: 300, seed: 11 })
      .filter(({ configuration }) => !/timegenerated|\$\$?now|hour|minute|RSYSLOG_FileFormat|Protocol23/i.test(configuration));
    const own = collected().map((configuration) => ({ configuration, messages: messagesFor(configuration, 60) }));
    const counts = { same: 0, changed: 0, refused: 0, left: 0 };
    const different: string[] = [];
    for (const { configuration, messages } of [...own, ...generated]) {
      const compared = await compare(daemon, configuration, messages, convert);
      if (compared.left !== undefined) counts[compared.left.startsWith('rsyslogd') ? 'refused' : 'left']++;
      else if (compared.differences.length > 0) different.push(`${configuration}\n${compared.differences.join('\n')}`);
      else {
        counts.same++;
        if (compared.changed) counts.changed++;
      }
    }
    console.log(
      `rsyslogd ${daemon.version}, to ${name}: ${own.length} collected and ${generated.length} generated; ${counts.same} write the same bytes (${counts.changed} of them changed), ${different.length} others; ${counts.left} left alone and told, ${counts.refused} refused as they are`,
    );
    expect(different.slice(0, 3)).toEqual([]);
  });
}
