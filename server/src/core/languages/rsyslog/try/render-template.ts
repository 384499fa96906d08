import { hasReached } from '../facts/version.ts';
import { applyOptions } from './apply-options.ts';
import { jsonText, writeJson } from './json-value.ts';
import { messageProperty } from './message-properties.ts';
import { nestedJson } from './nested-json.ts';
import { known, type State } from './state.ts';
import type { Template } from './template-part.ts';
import { getVariable, variablePath } from './variables.ts';

/** The text of a property or variable, in bytes. */
export function propertyText(state: State, property: string, date?: { format: string; utc: boolean }): string {
  known(state);
  const { message, variables } = state;
  if (property === 'msg-blank') return message.msg.startsWith(' ') ? '' : ' ';
  if (property === '$!all-json' || property === '$!all-json-plain') {
    const tree = variables['!'];
    return tree === undefined ? '{}' : jsonText(tree, property.endsWith('plain'));
  }
  const variable = variablePath(property);
  if (variable === undefined) return messageProperty(message, property, date);
  const value = getVariable(variables, variable.root, variable.path);
  return value === undefined || value === null ? '' : writeJson(value);
}

/** What a template makes of a message (`tplToString`, runtime/template.c), in bytes. Throws `NotComputed` where only the daemon knows. */
export function renderTemplate(template: Template, state: State): string {
  // Before 8.2508 `tplToString` does not set the text's length there: it is empty.
  if (template.subtree !== undefined) return hasReached(state.version, '8.2508') ? propertyText(state, template.subtree) : '';
  const { escape: signs } = template;
  const texts = template.parts.map((part) => {
    if (part.kind === 'constant') return part.text;
    const date = { format: part.options.date, utc: part.options.utc };
    const plain = propertyText(state, part.property, date);
    const text = part.complex && part.property !== 'msg-blank' ? applyOptions(plain, part.options, part.outName, state.version) : plain;
    if (signs === 'stdsql') return text.replaceAll("'", "''");
    if (signs === 'sql') return text.replace(/['\\]/g, '\\$&');
    // rsyslogd leaves a text alone that is nothing but these signs (`doEscape`, runtime/template.c).
    if (signs === 'json' && !/^["\\]*$/.test(text)) return text.replace(/["\\]/g, '\\$&');
    return text;
  });
  if (signs === 'jsonf' && template.tree === true && hasReached(state.version, '8.2510')) {
    const nested = nestedJson(template.parts, texts);
    if (nested !== undefined) return nested;
  }
  if (signs === 'jsonf') return `{${texts.filter((text) => text !== '').join(', ')}}\n`;
  return texts.join('');
}
