import type { Rewriting, Rewritten } from '../../../language.ts';
import type { Settings } from '../../../settings.ts';
import { lineIndex } from '../../../text/line-index.ts';
import { hasReached } from '../facts/version.ts';
import { versionOf } from '../setting.ts';
import { firstVersion } from '../yaml/sections.ts';
import { convertFile, type Syntax } from './convert-file.ts';

function rewritten(text: string, from: Syntax, to: Syntax): Rewritten {
  const converted = convertFile(text, from, to);
  if (converted.text !== undefined) return { text: converted.text };
  const [first] = converted.kept;
  if (first === undefined) return { reason: 'There is nothing to write' };
  return { reason: `Line ${lineIndex(text).positionAt(first.span.start).line + 1}: ${first.reason}` };
}

/** RainerScript and the old kinds as YAML; rsyslogd tells them apart by the file's ending. */
export const toYamlRewriting: Rewriting = {
  to: 'rsyslog-yaml',
  title: 'YAML',
  ending: '.yaml',
  endings: /\.conf$/,
  write(text: string, settings: Settings): Rewritten {
    const version = versionOf(settings);
    if (!hasReached(version, firstVersion)) return { reason: `rsyslogd reads YAML since ${firstVersion}: ${version} does not` };
    return rewritten(text, 'rainerscript', 'yaml');
  },
};

/** YAML as RainerScript. */
export const toRainerScriptRewriting: Rewriting = {
  to: 'rsyslog',
  title: 'RainerScript',
  ending: '.conf',
  endings: /\.ya?ml$/,
  write: (text: string): Rewritten => rewritten(text, 'yaml', 'rainerscript'),
};
