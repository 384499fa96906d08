import { expect, test } from 'vitest';
import { languageNamed } from '../../server/src/core/languages/registry.ts';
import { columns, countsFromZero, noMistakes, namesLastLine } from './columns.ts';
import { type Judged, judgeText } from './judge-text.ts';
import { corpusFolder, hasSample, readSample, readTable } from './read-corpus.ts';
import { share, table } from './table.ts';

const folder = corpusFolder();
const only = process.env['OPSBOOK_CORPUS_LANGUAGE'];
const detail = process.env['OPSBOOK_CORPUS_DETAIL'] !== undefined;
const known = readTable(new URL('known.tsv', import.meta.url).pathname);
const wanted = Object.keys(columns).filter((language) => only === undefined || language === only);

const describeFound = (found: readonly Judged[]): string =>
  found
    .filter((one) => one.severity === 'error' || one.severity === 'warning')
    .slice(0, 3)
    .map((one) => `${one.line} ${one.severity} ${one.rule}: ${one.message}`)
    .join(' | ');

if (folder === undefined) {
  test('the corpus', () => {
    console.log('corpus: absent (neither ../shared/corpus nor $OPSBOOK_SHARED/corpus is there), nothing was measured');
    // A runner of its own that promises the corpus must not pass without it.
    expect(process.env['OPSBOOK_CORPUS_REQUIRED']).toBeUndefined();
  });
} else {
  const judge = readTable(`${folder}/judge.tsv`);
  for (const id of wanted) {
    const language = languageNamed(id);
    if (language === undefined) {
      test(`${id}`, () => console.log(`corpus: ${id} is not in the registry yet, nothing was measured`));
      continue;
    }
    test(`${id}: agrees with its daemons on real files`, () => {
      const rows: (string | number)[][] = [];
      const unnamed: string[] = [];
      const usedKnown = new Set<unknown>();
      for (const [column, settings] of Object.entries(columns[id] ?? {})) {
        const sums = new Map<
          string,
          { files: number; alarms: number; misses: number; wrong: number; warnings: number; accepted: number }
        >();
        for (const row of judge) {
          if (row['lang'] !== id || row['col'] !== column || (row['use'] !== 'accept' && row['use'] !== 'reject')) continue;
          const path = row['path'] as string;
          const source = path.split('/')[1] ?? '';
          const sum = sums.get(source) ?? { files: 0, alarms: 0, misses: 0, wrong: 0, warnings: 0, accepted: 0 };
          sums.set(source, sum);
          sum.files++;
          const found = judgeText(language, readSample(folder, path), settings);
          const errors = found.filter((one) => one.severity === 'error');
          let kind: string | undefined;
          if (row['use'] === 'accept') {
            sum.accepted++;
            sum.warnings += found.filter((one) => one.severity === 'warning').length;
            if (errors.length > 0) kind = 'false-alarm';
          } else if (errors.length === 0) kind = 'miss';
          else if (row['line'] !== '') {
            const theirs = Number(row['line']);
            const lines = countsFromZero(id, column, row['reason'] ?? '') ? [theirs, theirs + 1] : [theirs];
            if (!errors.some((one) => lines.some((line) => agrees(id, one.line, line)))) kind = 'wrong-line';
          }
          if (kind === undefined) continue;
          if (kind === 'false-alarm') sum.alarms++;
          else if (kind === 'miss') sum.misses++;
          else sum.wrong++;
          const named = known.find((k) => k['language'] === id && k['column'] === column && k['path'] === path && k['kind'] === kind);
          if (named !== undefined) usedKnown.add(named);
          else
            unnamed.push(
              `${kind} ${column} ${path}${row['line'] === '' ? '' : ` (daemon: ${row['line']} ${row['reason']})`}: ${describeFound(found)}`,
            );
        }
        for (const [source, sum] of sums) {
          const each = sum.accepted === 0 ? '-' : (sum.warnings / sum.accepted).toFixed(2);
          rows.push([id, column, source, sum.files, sum.alarms, sum.misses, sum.wrong, each]);
        }
      }
      console.log(table(['language', 'column', 'source', 'files', 'false alarms', 'misses', 'wrong line', 'warnings a file'], rows));
      const unused = known
        .filter((k) => k['language'] === id && !usedKnown.has(k))
        .map((k) => `known.tsv names ${k['kind']} ${k['column']} ${k['path']}, which is none`);
      expect([...unnamed, ...unused].slice(0, 60).join('\n')).toBe('');
    });

    test(`${id}: catches what was slipped into real files`, () => {
      const settings = columns[id]?.['verdict'] ?? {};
      const counts = { noticed: 0, noticedCaught: 0, noticedPlace: 0, silent: 0, silentCaught: 0, silentPlace: 0 };
      const byOperator = new Map<string, { all: number; caught: number; place: number; outcome: string }>();
      const lost: string[] = [];
      const bases = new Map<string, readonly Judged[]>();
      for (const row of readTable(`${folder}/mutants-${id}.tsv`)) {
        const outcome = row['outcome'];
        const operator = row['operator'] as string;
        if ((outcome !== 'noticed' && outcome !== 'silent') || noMistakes[id]?.includes(operator) === true) continue;
        const base = row['base'] as string;
        const path = row['path'] as string;
        if (!hasSample(folder, path)) continue;
        const found = judgeText(language, readSample(folder, path), settings);
        const lines = [row['mutated_line'], row['reported_line']].filter((line) => line !== '').map(Number);
        // What is missing in a stanza is said where the stanza begins: the line it was taken from is gone.
        if (operator === 'missing-address') lines.push(lastLineBefore(readSample(folder, path), lines[0] ?? 0, /^\s*iface\s/));
        // Where the daemon itself only warns, or complains of a name that another file may define, a warning is the same verdict.
        const weak =
          outcome === 'silent' ||
          row['verdict'] === 'warn' ||
          /^unknown interface |^Could not find template|^ruleset '.*' cannot be found|: ruleset '.*' (?:for .* )?not found/.test(
            row['message'] ?? '',
          );
        const strong = found.filter((one) => one.severity === 'error' || (weak && one.severity === 'warning'));
        // Where the base is held back only what is said at the very line can be told from what was there before.
        const before = hasSample(folder, base) ? (bases.get(base) ?? judgeText(language, readSample(folder, base), settings)) : undefined;
        if (before !== undefined) bases.set(base, before);
        const fresh = before === undefined ? strong.filter((one) => lines.includes(one.line)) : newOnes(strong, before);
        const caught = outcome === 'noticed' ? (weak ? fresh : strong).length > 0 : fresh.length > 0;
        const place = caught && (lines.length === 0 || (outcome === 'noticed' ? strong : fresh).some((one) => lines.includes(one.line)));
        counts[outcome]++;
        if (caught) counts[`${outcome}Caught`]++;
        if (place) counts[`${outcome}Place`]++;
        const key = `${outcome} ${operator}`;
        const sum = byOperator.get(key) ?? { all: 0, caught: 0, place: 0, outcome };
        sum.all++;
        if (caught) sum.caught++;
        if (place) sum.place++;
        byOperator.set(key, sum);
        if (!caught || !place)
          lost.push(
            `${caught ? 'wrong line' : 'lost'} ${outcome} ${row['path']}:${lines.join('|')} ${row['message']}: ${describeFound(fresh)}`,
          );
      }
      if (counts.noticed + counts.silent === 0) {
        console.log(`corpus: no mutants of ${id}`);
        return;
      }
      const caught = counts.noticedCaught + counts.silentCaught;
      const place = counts.noticedPlace + counts.silentPlace;
      console.log(
        table(
          ['language', 'noticed', 'caught', 'silent', 'caught', 'right line of the caught'],
          [
            [
              id,
              counts.noticed,
              share(counts.noticedCaught, counts.noticed),
              counts.silent,
              share(counts.silentCaught, counts.silent),
              share(place, caught),
            ],
          ],
        ),
      );
      if (detail) {
        const rows = [...byOperator].filter(([, sum]) => sum.place < sum.all).map(([key, sum]) => [key, sum.all, sum.caught, sum.place]);
        console.log(table(['operator', 'mutants', 'caught', 'right line'], rows));
        console.log(lost.join('\n'));
      }
      expect(counts.noticedCaught / Math.max(1, counts.noticed), lost.slice(0, 30).join('\n')).toBeGreaterThanOrEqual(0.98);
      expect(counts.silentCaught / Math.max(1, counts.silent), lost.slice(0, 30).join('\n')).toBeGreaterThanOrEqual(0.95);
      expect(place / Math.max(1, caught), lost.slice(0, 30).join('\n')).toBeGreaterThanOrEqual(0.98);
    });
  }
}

/** What is said of a mutant and not of its base: each rule and message counted, and whatever is left over. */
function newOnes(found: readonly Judged[], before: readonly Judged[]): readonly Judged[] {
  const counts = new Map<string, number>();
  for (const one of before) counts.set(`${one.rule} ${one.message}`, (counts.get(`${one.rule} ${one.message}`) ?? 0) + 1);
  return found.filter((one) => {
    const key = `${one.rule} ${one.message}`;
    const left = counts.get(key) ?? 0;
    counts.set(key, left - 1);
    return left <= 0;
  });
}

/** The last line up to `line` that matches, both counted from 1; 0 if there is none. */
function lastLineBefore(text: string, line: number, pattern: RegExp): number {
  return (
    text
      .split('\n')
      .slice(0, line)
      .findLastIndex((one) => pattern.test(one)) + 1
  );
}

/** Whether our line is the one that the daemon speaks of. */
function agrees(language: string, ours: number, theirs: number): boolean {
  return namesLastLine.includes(language) ? ours <= theirs : ours === theirs;
}
