import type { RunbookRule } from './runbook-rule.ts';

/** The default of an input is none that the input takes, or a secret has one. */
export const inputValue: RunbookRule = {
  id: 'runbook-input-value',
  severity: 'warning',
  summary: 'The default of an input is none of the values that the input takes, or it is a secret in clear',
  why: 'A run checks the default as it checks a value that was given: one that fails is refused before anything is opened. A secret with a default is a secret that everybody can read who can read the runbook.',
  story:
    'The choices of `level` were renamed from `warn` to `warning`, its default was not. Everybody who gave the level by hand was well; the nightly run, which gave none, was refused from then on.',
  bad: '---\nrunbook:\n  inputs:\n    level: { choices: [info, debug], default: warn }\n---\n\n```sh\necho "$level"\n```\n',
  good: '---\nrunbook:\n  inputs:\n    level: { choices: [info, debug], default: info }\n---\n\n```sh\necho "$level"\n```\n',
  *check({ runbook }) {
    for (const { name, span, secret, default: value, choices, pattern } of runbook.frontMatter.inputs) {
      if (value === undefined) continue;
      if (secret) yield { span, message: `\`${name}\` is a secret, and its default stands here in clear` };
      else if (choices !== undefined && !choices.includes(value))
        yield {
          span,
          message: `The default of \`${name}\` is \`${value}\`, which is none of ${choices.map((one) => `\`${one}\``).join(', ')}`,
        };
      else if (pattern !== undefined && !new RegExp(pattern, 'u').test(value))
        yield { span, message: `The default of \`${name}\` is \`${value}\`, which does not match \`${pattern}\`` };
    }
  },
};
