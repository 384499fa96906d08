import type { LanguageRule } from '../../../language.ts';
import type { Fix } from '../../../problem.ts';
import type { Report } from '../../../rule.ts';
import type { Span } from '../../../text/span.ts';
import { nearest } from '../../values/suggest.ts';
import { type ModuleKind, moduleNamed, modules } from '../facts/modules.ts';
import { hasReached } from '../facts/version.ts';
import type { Form } from '../forms.ts';
import { moduleParameter, stringOf } from '../objects.ts';
import { versionOf } from '../setting.ts';
import { objectsOf } from '../syntax/flatten.ts';
import type { Tree } from '../syntax/tree.ts';

const kinds: Readonly<Record<string, readonly ModuleKind[]>> = {
  action: ['output', 'message'],
  input: ['input'],
  parser: ['parser'],
};

export const unknownModule: LanguageRule<Tree> = {
  id: 'rsyslog-unknown-module',
  severity: 'error',
  summary: 'A module is loaded or used that rsyslog does not have, or not in this version, or not in this place',
  why: 'rsyslogd cannot load the module, or reports `module name is unknown` and drops the object (`actionNewInst` in runtime/action.c, `inputProcessCnf` in runtime/rsconf.c): nothing is received, nothing is written. Some modules can only be set up with `$Directives`.',
  story: '`omelasticseach` was one letter short. rsyslogd dropped the action and went on, and the index was empty from that day.',
  bad: 'module(load="imupd")\n',
  good: 'module(load="imudp")\ninput(type="imudp" port="514")\n',
  *check({ tree, settings }): Iterable<Report> {
    const version = versionOf(settings);
    for (const { name, written, span } of tree.names.loads) {
      const fact = modules.get(name);
      // Signature and crypto providers, network drivers and the like are loaded by rsyslogd itself, but may be loaded by hand.
      if (/^(?:lm|nsd_)/.test(name) || written.startsWith('/')) continue;
      if (fact === undefined) yield unknown(`rsyslog has no module \`${written}\``, name, span, [...modules.keys()]);
      else if (!hasReached(version, fact.since))
        yield { message: `The module \`${name}\` is known since ${fact.since}: rsyslogd ${version} does not have it`, span };
      else if (fact.builtin && !/^builtin:/i.test(written))
        yield {
          message: `\`${name}\` is built in: \`builtin:${name}\` sets its parameters`,
          span,
          fixes: [change(span, `builtin:${name}`)],
        };
      else if (/^builtin:/i.test(written) && !fact.builtin)
        yield { message: `\`${name}\` is not built in: load it as \`${name}\``, span, fixes: [change(span, name)] };
    }
    for (const { node, enabled } of objectsOf(tree.flat, (form) => !isFine(form, version))) {
      if (!enabled) continue;
      const key = moduleParameter(node.word);
      const value = key === undefined ? undefined : stringOf(node, key);
      // A name with quotes or signs in it lost its own quote: that is said already.
      if (value === undefined || value.quote === '`' || /[\s="'`[\]]/.test(value.text)) continue;
      const wanted = kinds[node.word] ?? [];
      const fact = moduleNamed(value.text);
      if (fact !== undefined && /^builtin:/i.test(value.text)) {
        yield {
          message: `\`builtin:\` stands only in \`module(load=)\`: here it is \`${fact.name}\``,
          span: value.inner,
          fixes: [change(value.inner, fact.name)],
        };
      } else if (fact === undefined || /\.so$|\//.test(value.text)) {
        yield unknown(
          `rsyslog has no ${node.word === 'action' ? 'output' : node.word} module \`${value.text}\``,
          value.text,
          value.inner,
          [...modules.values()].filter(({ kind }) => wanted.includes(kind)).map(({ name }) => name),
        );
      } else if (!wanted.includes(fact.kind)) {
        yield {
          message: `\`${fact.name}\` is ${fact.kind === 'input' ? 'an input' : fact.kind === 'parser' ? 'a parser' : `a${fact.kind === 'output' ? 'n' : ''} ${fact.kind}`} module and cannot be the type of \`${node.word}()\``,
          span: value.inner,
        };
      } else if (!hasReached(version, fact.since)) {
        yield {
          message: `The module \`${fact.name}\` is known since ${fact.since}: rsyslogd ${version} does not have it`,
          span: value.inner,
        };
      } else if (!fact.supports(node.word as 'action', version)) {
        yield {
          message: `The module \`${fact.name}\` of rsyslogd ${version} has no \`${node.word}()\`: ${node.word === 'input' && fact.supports('module', version) ? 'it works as soon as `module()` loads it' : 'it is set up with `$Directives`'}`,
          span: value.inner,
        };
      }
    }
    for (const node of tree.flat.legacyActions) {
      const { action } = node;
      if (action.module === undefined || action.kind !== 'module') continue;
      const fact = moduleNamed(action.module);
      const span = { start: node.span.start + 1, end: node.span.start + 1 + action.module.length };
      if (fact === undefined)
        yield unknown(
          `rsyslog has no output module \`${action.module}\``,
          action.module,
          span,
          [...modules.values()].filter(({ kind }) => kind === 'output' || kind === 'message').map(({ name }) => name),
        );
    }
  },
};

/** Whether objects of a form name a module by its own name, and one that may stand there. */
function isFine({ word, type, module }: Form, version: string): boolean {
  if (word === 'module' || moduleParameter(word) === undefined) return true;
  return (
    module !== undefined &&
    type?.toLowerCase() === module.name &&
    kinds[word]?.includes(module.kind) === true &&
    hasReached(version, module.since) &&
    module.supports(word as 'action', version)
  );
}

function unknown(message: string, name: string, span: Span, known: readonly string[]): Report {
  const meant = nearest(name, known);
  return {
    message: meant === undefined ? message : `${message}: did you mean \`${meant}\`?`,
    span,
    fixes: meant === undefined ? [] : [change(span, meant)],
  };
}

function change(span: Span, text: string): Fix {
  return { title: `Change to \`${text}\``, certain: false, edits: [{ span, text }] };
}
