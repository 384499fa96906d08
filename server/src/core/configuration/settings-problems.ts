import { isMap, parseDocument } from 'yaml';
import type { Problem } from '../problem.ts';
import { checkShape } from './check-shape.ts';
import { opsbookShape } from './opsbook-shape.ts';
import { settingsLanguage } from './settings-file.ts';

/** Everything that is wrong with the text of an opsbook.yaml; where it is no YAML the first reason alone. */
export function settingsProblems(text: string): readonly Problem[] {
  const document = parseDocument(text, { uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
  const problem = (start: number, end: number, message: string, fixes: Problem['fixes'] = []): Problem => ({
    rule: settingsLanguage,
    severity: 'error',
    language: settingsLanguage,
    span: { start: Math.min(start, text.length), end: Math.min(Math.max(start, end), text.length) },
    message,
    fixes,
  });
  const [error] = document.errors;
  if (error !== undefined) return [problem(error.pos[0], error.pos[1], `This is no YAML: ${error.message.split('\n')[0]}`)];
  const root = document.contents;
  if (root === null) return [];
  if (!isMap(root)) return [problem(0, text.length, 'A mapping with keys such as `hosts` and `rules` was expected')];
  return [...checkShape(root, opsbookShape(), 'opsbook.yaml')].map(({ start, end, message, meant }) =>
    problem(
      start,
      end,
      message,
      meant === undefined ? [] : [{ title: `Change to \`${meant}\``, certain: false, edits: [{ span: { start, end }, text: meant }] }],
    ),
  );
}
