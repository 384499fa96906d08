import type { LanguageRule } from '../../../language.ts';
import type { Report } from '../../../rule.ts';
import { nearest } from '../../values/suggest.ts';
import { filterComparisons, newerComparisons } from '../facts/names.ts';
import { hasReached } from '../facts/version.ts';
import { propertyTrouble } from '../properties.ts';
import { expressionTrouble } from '../regular-expression.ts';
import { versionOf } from '../setting.ts';
import { readPropertyFilter } from '../syntax/property-filter.ts';
import type { Tree } from '../syntax/tree.ts';

export const propertyFilter: LanguageRule<Tree> = {
  id: 'rsyslog-property-filter',
  severity: 'error',
  summary: 'A property filter names an unknown property or comparison, or a regular expression in it does not compile',
  why: 'rsyslogd refuses unknown properties and comparisons (`DecodePropFilter`, grammar/rainerscript.c). A regular expression that does not compile it takes in silence: the filter then never matches, which is a warning here.',
  story:
    'A regular expression had one parenthesis too few. rsyslogd took it in silence, the filter matched nothing, and the alarm it fed was quiet through the incident.',
  bad: ':msg, contians, "error" /var/log/errors\n',
  good: ':msg, !contains, "error" /var/log/rest\n',
  *check({ tree, settings }): Iterable<Report> {
    const version = versionOf(settings);
    for (const filter of tree.flat.filters) {
      if (filter.kind !== 'property-filter') continue;
      const parts = readPropertyFilter(filter.text, filter.filterSpan.end - filter.text.length);
      if (parts === undefined) continue;
      const trouble = propertyTrouble(parts.property, version);
      if (trouble !== undefined) {
        yield {
          message: trouble.message,
          span: parts.propertySpan,
          fixes:
            trouble.meant === undefined
              ? []
              : [{ title: `Change to \`${trouble.meant}\``, certain: false, edits: [{ span: parts.propertySpan, text: trouble.meant }] }],
        };
      }
      const comparison = parts.comparison.toLowerCase();
      if (!Object.hasOwn(filterComparisons, comparison)) {
        const meant = nearest(parts.comparison, Object.keys(filterComparisons));
        yield {
          message: `\`${parts.comparison}\` is no comparison of a property filter${
            meant === undefined
              ? `: one of ${Object.keys(filterComparisons)
                  .map((name) => `\`${name}\``)
                  .join(', ')} was expected`
              : `: did you mean \`${meant}\`?`
          }`,
          span: parts.comparisonSpan,
          fixes:
            meant === undefined
              ? []
              : [{ title: `Change to \`${meant}\``, certain: false, edits: [{ span: parts.comparisonSpan, text: meant }] }],
        };
      } else if (!hasReached(version, newerComparisons[comparison])) {
        yield {
          message: `\`${parts.comparison}\` is known in filters since ${newerComparisons[comparison]}: rsyslogd ${version} does not know it`,
          span: parts.comparisonSpan,
        };
      } else if (comparison === 'regex' || comparison === 'ereregex') {
        const broken = expressionTrouble(parts.value.replaceAll('\\"', '"'), comparison === 'regex' ? 'basic' : 'extended');
        if (broken !== undefined)
          yield {
            severity: 'warning',
            message: `This regular expression does not compile, so the filter never matches: ${broken}`,
            span: parts.valueSpan,
          };
      }
    }
  },
};
