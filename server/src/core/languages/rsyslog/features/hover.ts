import type { FeatureContext, Hover } from '../../../language.ts';
import { type Span, touches } from '../../../text/span.ts';
import { directiveSpelling, directives } from '../facts/directive-tables.ts';
import { functions } from '../facts/functions.ts';
import { moduleNamed } from '../facts/modules.ts';
import { builtinTemplates, facilities, filterComparisons, otherSeverities, properties, severities } from '../facts/names.ts';
import { moduleParameter, parameterFact, parametersFor, scopeOf } from '../objects.ts';
import { versionOf } from '../setting.ts';
import { readPropertyFilter } from '../syntax/property-filter.ts';
import { readSelector } from '../syntax/selector.ts';
import type { Tree } from '../syntax/tree.ts';
import { moduleMarkdown, parameterMarkdown } from './describe.ts';
import { inComment, objectAt } from './place.ts';
import { objectDescriptions } from './object-descriptions.ts';

/** What is known of the word at the place; undefined where nothing is. */
export function hover(context: FeatureContext<Tree>): Hover | undefined {
  const { tree, offset, settings } = context;
  if (inComment(tree, offset)) return undefined;
  const version = versionOf(settings);
  const place = objectAt(tree, offset);
  if (place?.parameter !== undefined) {
    const { node, parameter, where } = place;
    const value = parameter.value;
    if (where === 'value' && value?.kind === 'string') {
      const module = parameter.name === moduleParameter(node.word) ? moduleNamed(value.text) : undefined;
      if (module !== undefined) return { span: value.inner, markdown: moduleMarkdown(module) };
      const builtin = builtinTemplates[value.text];
      if (builtin !== undefined) return { span: value.inner, markdown: `**${value.text}** (built in): ${builtin}` };
    }
    const fact = parameterFact(parametersFor(node), parameter.name);
    if (fact !== undefined)
      return {
        span: where === 'name' ? parameter.nameSpan : (value?.span ?? parameter.nameSpan),
        markdown: parameterMarkdown(fact, scopeOf(node.word), version),
      };
    return undefined;
  }
  for (const { node } of tree.flat.objects) {
    const about = touches(node.wordSpan, offset) ? objectDescriptions[node.word] : undefined;
    if (about !== undefined) return { span: node.wordSpan, markdown: `**${node.word}()** ${about}` };
  }
  for (const expression of tree.flat.expressions) {
    if (expression.kind === 'function' && touches(expression.nameSpan, offset)) {
      const fact = functions.get(expression.name);
      if (fact === undefined) continue;
      const since = fact.since === undefined ? '' : `\n\nSince ${fact.since}`;
      const module = fact.module === undefined ? '' : `\n\nOf the module \`${fact.module}\``;
      return {
        span: expression.nameSpan,
        markdown: `\`${fact.name}(${fact.parameters.join(', ')})\`\n\n${fact.description}${since}${module}`,
      };
    }
    if (expression.kind === 'variable' && touches(expression.span, offset)) {
      const fact = properties.get(expression.name.toLowerCase());
      const scope = {
        '!': 'a variable of the message, part of its JSON tree',
        '.': 'a local variable: gone when the message is done',
        '/': 'a global variable, shared by all messages',
      }[expression.name[0] ?? ''];
      const about = fact?.description ?? scope;
      if (about !== undefined) return { span: expression.span, markdown: `**$${expression.name}**: ${about}` };
    }
  }
  return inFilter(context) ?? inDirective(context) ?? inTemplateName(context);
}

function inFilter({ tree, offset }: FeatureContext<Tree>): Hover | undefined {
  for (const filter of tree.flat.filters) {
    if (!touches(filter.filterSpan, offset)) continue;
    const start = filter.filterSpan.end - filter.text.length;
    if (filter.kind === 'selector') {
      for (const part of readSelector(filter.text, start)) {
        if (touches({ start: part.severity.span.start, end: part.severity.span.end }, offset))
          return severityHover(part.severity.text, part.severity.span, part.exact, part.negated);
        const facility = part.facilities.find(({ span }) => touches(span, offset));
        if (facility === undefined) continue;
        const number = facilities.indexOf(facility.text.toLowerCase());
        const about = facility.text === '*' ? 'every facility' : number === -1 ? undefined : `facility ${number}`;
        if (about !== undefined) return { span: facility.span, markdown: `**${facility.text}**: ${about}` };
      }
      return undefined;
    }
    const parts = readPropertyFilter(filter.text, start);
    if (parts === undefined) return undefined;
    if (touches(parts.propertySpan, offset)) {
      const about = properties.get(parts.property.toLowerCase());
      return about && { span: parts.propertySpan, markdown: `**${parts.property}**: ${about.description}` };
    }
    const about = touches(parts.comparisonSpan, offset) ? filterComparisons[parts.comparison.toLowerCase()] : undefined;
    return about === undefined
      ? undefined
      : {
          span: parts.comparisonSpan,
          markdown: `**${parts.negated ? '!' : ''}${parts.comparison}**: ${parts.negated ? 'not: ' : ''}${about}`,
        };
  }
  return undefined;
}

function severityHover(text: string, span: Span, exact: boolean, negated: boolean): Hover | undefined {
  const lower = text.toLowerCase();
  if (lower === '*') return { span, markdown: `**\\***: every severity${negated ? ', taken away' : ''}` };
  if (lower === 'none') return { span, markdown: '**none**: no message of these facilities' };
  const name = otherSeverities[lower] ?? (/^[0-7]$/.test(lower) ? (severities[Number(lower)] as string) : lower);
  const number = severities.indexOf(name);
  if (number === -1) return undefined;
  const reach = exact
    ? `severity ${number} alone`
    : number === 0
      ? 'severity 0 alone'
      : `severity ${number} and more important: ${severities
          .slice(0, number + 1)
          .map((one) => `\`${one}\``)
          .join(', ')}`;
  return { span, markdown: `**${text}**: ${reach}${negated ? ', taken away' : ''}` };
}

function inDirective({ tree, offset }: FeatureContext<Tree>): Hover | undefined {
  const node = tree.directives.find(({ nameSpan }) => touches(nameSpan, offset));
  if (node === undefined) return undefined;
  const name = directiveSpelling.get(node.name) ?? node.name;
  const owners = directives()
    .get(node.name)
    ?.map(({ module }) => (module === 'core' ? 'rsyslog itself' : `\`${module}\``));
  if (owners === undefined)
    return node.name === 'includeconfig'
      ? {
          span: node.nameSpan,
          markdown:
            '**$IncludeConfig** reads another file, or the files of a glob in the order of their names. Today: `include(file="...")`',
        }
      : undefined;
  return { span: node.nameSpan, markdown: `**$${name}**\n\nA directive of the old kind, of ${owners.join(', ')}` };
}

function inTemplateName({ tree, offset }: FeatureContext<Tree>): Hover | undefined {
  const use = tree.names.uses.find(({ span, space }) => space === 'template' && touches(span, offset));
  const about = use === undefined ? undefined : builtinTemplates[use.name];
  return use === undefined || about === undefined ? undefined : { span: use.span, markdown: `**${use.name}** (built in): ${about}` };
}
