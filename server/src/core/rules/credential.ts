import { credentials } from '../values/credentials.ts';
import type { RunbookRule } from './runbook-rule.ts';

/** A secret that stands in the runbook in clear. */
export const credential: RunbookRule = {
  id: 'runbook-credential',
  severity: 'warning',
  summary: 'A private key, a token or a password in clear',
  why: 'A runbook lies in a repository, in every clone of it and in its whole history. Only what has the exact form of a secret is told: keys and tokens by their issuers’ own prefixes, private keys with a body, passwords in addresses. What is plainly a placeholder is none.',
  story:
    'The command was copied from the terminal, with the token in it, into a runbook of a private repository. Two years later the repository was opened to the public with its history, and the token was tried within four minutes.',
  bad: '---\nrunbook:\n---\n\n```sh\ncurl -s https://deploy:hT7kQ2pLw9zR@repo.corp.internal/state\n```\n',
  good: '---\nrunbook:\n  inputs:\n    token: { secret: true }\n---\n\n```sh\ncurl -s -u "deploy:$token" https://repo.corp.internal/state\n```\n',
  *check({ runbook }) {
    for (const { what, span } of credentials(runbook.text))
      yield { span, message: `${what} stands here in clear: an input with \`secret: true\` was expected` };
  },
};
