// npm run upstream: says which of the daemons' sources changed since our facts were read from them; exit status 1 where any did, 2 where
// one could not be read. `--from FOLDER` reads FOLDER/PROJECT/PATH instead of asking upstream, `--report FILE` writes what changed as
// Markdown too, `--write` takes today's sources as those that our facts were read from: after the facts were looked through.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { changesOf, digestOf, report, sourcesOf } from './upstream/compare.mjs';

const place = new URL('./upstream/sources.json', import.meta.url);
const { values: options } = parseArgs({
  options: { from: { type: 'string' }, report: { type: 'string' }, write: { type: 'boolean', default: false } },
});

async function read({ project, path, url }) {
  if (options.from !== undefined) {
    const file = join(options.from, project, path);
    return existsSync(file) ? { text: readFileSync(file, 'utf8') } : { trouble: `${file}: there is no such file` };
  }
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(30_000) });
    return response.ok ? { text: await response.text() } : { trouble: `${url}: status ${response.status}` };
  } catch (error) {
    return { trouble: `${url}: ${error.cause?.message ?? error.message}` };
  }
}

const table = JSON.parse(readFileSync(place, 'utf8'));
const changes = [];
for (const source of sourcesOf(table)) {
  const { text, trouble } = await read(source);
  changes.push(...changesOf(source, text, trouble));
  if (!options.write || text === undefined) continue;
  const file = table.find(({ project }) => project === source.project).files.find(({ path }) => path === source.path);
  const { sha256, names } = digestOf(text, source.names);
  Object.assign(file, { sha256 }, names && { known: names });
}
if (options.write) writeFileSync(place, `${JSON.stringify(table, undefined, 2)}\n`);
const text = report(changes);
if (options.report !== undefined) writeFileSync(options.report, text === '' ? '' : `${text}\n`);
console.log(text === '' ? 'nothing changed upstream' : text);
if (!options.write) process.exitCode = changes.some(({ kind }) => kind === 'changed') ? 1 : changes.length > 0 ? 2 : 0;
