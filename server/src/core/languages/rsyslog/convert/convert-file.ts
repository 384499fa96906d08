import { applyEdits } from '../../../text/edit.ts';
import { parseUnit } from '../parse-unit.ts';
import { parseYaml } from '../yaml/parse-yaml.ts';
import type { Converted } from './converted.ts';
import { allEdits, convertLegacy } from './legacy.ts';
import { toRainerScript } from './to-rainerscript.ts';
import { toYaml } from './to-yaml.ts';

/** What a file of rsyslog can be written in. */
export type Syntax = 'rainerscript' | 'yaml';

/**
 * A file of rsyslog, given in YAML (`from`) or in any of the other syntaxes, in another one: the same meaning, comments kept. To
 * RainerScript from the old kinds what cannot be converted with certainty stays as it is and is told in `kept`; between RainerScript and
 * YAML it is all or nothing. A file with errors is not converted. Offsets in `kept` are the given text's.
 */
export function convertFile(text: string, from: Syntax, to: Syntax): Converted {
  if (from === 'yaml') return to === 'yaml' ? { text, kept: [] } : toRainerScript(parseYaml(text));
  const parsed = parseUnit(text);
  if (to === 'yaml') return toYaml(parsed);
  const broken = parsed.problems.filter(({ severity }) => severity === 'error');
  if (broken.length > 0) return { kept: broken.map(({ span, message }) => ({ span, reason: message })) };
  const conversions = convertLegacy(text, parsed.tree);
  return { text: applyEdits(text, allEdits(conversions)), kept: conversions.kept };
}
