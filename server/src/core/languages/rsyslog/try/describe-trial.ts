import type { Span } from '../../../text/span.ts';
import type { ActionOutcome, Step, Trial } from './outcome.ts';

/** Where a step stands: the line from 1 in the file, and that line's text. */
export interface StepPlace {
  readonly line: number;
  readonly text: string;
}

/** How a trial is told. */
export interface Telling {
  readonly place: (file: string, span: Span) => StepPlace;
  /** A file as the person knows it. */
  readonly shown: (file: string) => string;
  /** Filters that do not match are told too. */
  readonly all?: boolean;
}

/** A trial as lines of text for a person: the message as it was read, then what happens to it, in order. Not yet safe for a terminal. */
export function describeTrial(trial: Trial, { place, shown, all = false }: Telling): readonly string[] {
  const width = Math.max(0, ...trial.properties.map(({ name }) => name.length));
  const at = (step: Step): string => {
    const { line } = place(step.file, step.span);
    return `${shown(step.file)}:${line}`;
  };
  const steps = trial.steps.filter((step) => all || step.kind !== 'filter' || step.matched !== false);
  const actions = trial.steps.filter((step): step is ActionOutcome => step.kind === 'action');
  return [
    'The message, as rsyslogd reads it',
    ...trial.properties.map(({ name, text }) => `  ${name.padEnd(width)}  ${quoted(text)}`),
    '',
    `What happens to it in the ruleset ${trial.ruleset}`,
    ...steps.flatMap((step) => described(step, at(step), place(step.file, step.span).text)),
    ...(steps.length === 0 ? ['  nothing: no rule matches'] : []),
    '',
    ...summary(actions),
    ...(trial.notes.length > 0 ? ['', ...trial.notes.map((note) => `note: ${note}`)] : []),
  ];
}

function summary(actions: readonly ActionOutcome[]): readonly string[] {
  const sure = actions.filter(({ unknown }) => unknown === undefined).length;
  const doubtful = actions.length - sure;
  if (actions.length === 0) return ['It reaches no action: nothing of it is kept.'];
  return [
    `It reaches ${sure} ${sure === 1 ? 'action' : 'actions'}${doubtful > 0 ? `, and ${doubtful} more of which something is not known` : ''}.`,
  ];
}

function described(step: Step, where: string, line: string): readonly string[] {
  const unknown = step.unknown === undefined ? [] : [`      not computed: ${step.unknown}`];
  const rule = line.trim();
  const head = (word: string, rest: string): string => `  ${where}  ${word}${rest === '' ? '' : `  ${rest}`}`;
  switch (step.kind) {
    case 'filter':
      return [head(step.matched === undefined ? 'not known' : step.matched ? 'matches' : 'does not match', shorten(rule)), ...unknown];
    case 'set':
      return [head('sets', `${step.name}${step.text === undefined ? ' (unset)' : ` = ${quoted(step.text)}`}`), ...unknown];
    case 'stop':
      return [head('stops', 'the message goes no further'), ...unknown];
    case 'call':
      return [head('calls', `ruleset ${step.ruleset}`), ...unknown];
    case 'unknown':
      return [head('not known', shorten(rule)), ...unknown];
    default:
      return [
        head(verb(step.module), step.target ?? '(where is not known)'),
        ...(step.text === undefined ? [] : [`      ${step.template === undefined ? '' : `${step.template}: `}${quoted(step.text)}`]),
        ...unknown,
      ];
  }
}

function verb(module: string): string {
  const verbs: Readonly<Record<string, string>> = {
    omfile: 'writes',
    omfwd: 'forwards to',
    ompipe: 'pipes to',
    omprog: 'hands to',
    omusrmsg: 'tells',
  };
  return verbs[module] ?? `${module}:`;
}

/** A text in quotes, with line ends and the like as escapes. */
function quoted(text: string): string {
  return JSON.stringify(text);
}

function shorten(text: string): string {
  return text.length > 100 ? `${text.slice(0, 97)}...` : text;
}
