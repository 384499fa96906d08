import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { convertRsyslog, lineIndex, type RsyslogSyntax } from '../../../../server/src/core/index.ts';
import { nodeFiles } from '../../../../server/src/host/node-files.ts';
import { replaceFile } from '../replace-file.ts';
import { withoutAnsi } from '../../run/ansi.ts';
import { UsageError } from '../usage-error.ts';

/** The options of `opsbook rsyslog convert`. */
export interface ConvertFlags {
  readonly to: RsyslogSyntax;
  readonly from?: RsyslogSyntax;
  readonly output?: string;
}

/**
 * Writes a configuration of rsyslog in another syntax. What stays as it is is told on standard error, each with its line and reason. Returns
 * the exit status: 0 where all was converted, 1 where something was not; where nothing could be, nothing is written.
 */
export async function convertCommand(file: string, flags: ConvertFlags): Promise<number> {
  const text = await read(file);
  const from = flags.from ?? (/\.ya?ml$/i.test(file) ? 'yaml' : 'rainerscript');
  const { text: converted, kept } = convertRsyslog(text, from, flags.to);
  const lines = lineIndex(text);
  for (const { span, reason } of kept) {
    const { line, character } = lines.positionAt(span.start);
    process.stderr.write(`${withoutAnsi(file)}:${line + 1}:${character + 1}: ${withoutAnsi(reason)}\n`);
  }
  if (converted === undefined) {
    process.stderr.write('opsbook: nothing was written: between RainerScript and YAML a file is converted as a whole or not at all\n');
    return 1;
  }
  if (flags.output === undefined) process.stdout.write(converted);
  else await replaceFile(resolve(flags.output), converted);
  return kept.length === 0 ? 0 : 1;
}

async function read(file: string): Promise<string> {
  if (file === '-') return readFileSync(0, 'utf8');
  const found = await nodeFiles.read(resolve(file));
  if ('text' in found) return found.text;
  throw new UsageError(`${file}: ${found.message}`);
}
