import type { LanguageRule } from '../../../language.ts';
import { findings, type Report } from '../../../rule.ts';
import type { Span } from '../../../text/span.ts';
import { stringOf } from '../objects.ts';
import { parseUnit } from '../parse-unit.ts';
import { objectsOf } from '../syntax/flatten.ts';
import type { StringValue, Tree } from '../syntax/tree.ts';
import { directive } from './directive.ts';
import { directiveValue } from './directive-value.ts';
import { duplicateParameter } from './duplicate-parameter.ts';
import { functionArguments } from './function-arguments.ts';
import { legacyAction } from './legacy-action.ts';
import { missingParameter } from './missing-parameter.ts';
import { parameterValue } from './parameter-value.ts';
import { parametersTogether } from './parameters-together.ts';
import { propertyFilter } from './property-filter.ts';
import { selector } from './selector.ts';
import { templateDefinition } from './template-definition.ts';
import { templateText } from './template-text.ts';
import { unknownFunction } from './unknown-function.ts';
import { unknownModule } from './unknown-module.ts';
import { unknownParameter } from './unknown-parameter.ts';
import { unknownProperty } from './unknown-property.ts';

/** The rules that need to know of nothing but the statement. Fixes are left out: they do not know of the quotes around. */
const judges: readonly LanguageRule<Tree>[] = [
  directive,
  directiveValue,
  duplicateParameter,
  functionArguments,
  legacyAction,
  missingParameter,
  parameterValue,
  parametersTogether,
  propertyFilter,
  selector,
  templateDefinition,
  templateText,
  unknownFunction,
  unknownModule,
  unknownParameter,
  unknownProperty,
];

export const includedText: LanguageRule<Tree> = {
  id: 'rsyslog-included-text',
  severity: 'error',
  summary: 'The configuration in `include(text="...")` is wrong',
  why: 'rsyslogd reads the text of `include(text=)` as a file of its own (`includeProcessCnf`, grammar/rainerscript.c) and names it `text` in its messages, with lines counted from its first one.',
  story:
    'Half of a configuration was handed in by `include(text=...)`. rsyslogd complained about line 1 of a file `text`, which nobody found.',
  bad: "include(text=\"action(type='omfile' file='/var/log/x')\")\n",
  good: 'include(text="*.* /var/log/x")\n',
  *check(context): Iterable<Report> {
    for (const { node, enabled } of objectsOf(context.tree.flat, ({ word }) => word === 'include')) {
      const value = enabled ? stringOf(node, 'text') : undefined;
      if (value === undefined || value.quote === '`') continue;
      const parsed = parseUnit(value.text);
      const place = placeIn(value, context.text);
      const inner = { ...context, text: value.text, tree: parsed.tree, parsed, facts: [], closed: false };
      for (const { message, span, severity } of parsed.problems) if (severity === 'error') yield { message, span: place(span), severity };
      for (const rule of judges)
        for (const { message, span, severity } of findings(rule, rule.check?.(inner) ?? []))
          if (severity === 'error' || severity === 'warning') yield { message, span: place(span), severity };
    }
  },
};

const sign = /\\(?:x[0-9a-f]{2}|[0-7]{1,3}|[\s\S])|[\s\S]/giy;

/** Where a span of a string's text stands in the source, escapes counted. */
function placeIn({ inner, span, text }: StringValue, source: string): (s: Span) => Span {
  const starts: number[] = [];
  for (const { index } of source.slice(inner.start, inner.end).matchAll(sign)) starts.push(inner.start + index);
  // An escape that stands for another number of signs than one: then it is said of the whole.
  if (starts.length !== text.length) return () => span;
  starts.push(inner.end);
  return ({ start, end }) => ({ start: starts[start] ?? inner.end, end: starts[end] ?? inner.end });
}
