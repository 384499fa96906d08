import type { Span } from '../text/span.ts';

/** A secret in a text, told by its form. */
export interface Credential {
  /** What it is, with its article: `A GitHub token`. */
  readonly what: string;
  readonly span: Span;
}

interface Form {
  readonly what: string;
  /** The first group, where there is one, is the secret itself. */
  readonly pattern: RegExp;
}

/** Forms that their issuers document, and that nothing else has. A text without any of `signs` is not searched further. */
const forms: readonly Form[] = [
  { what: 'An AWS access key', pattern: /\b((?:AKIA|ASIA)[A-Z2-7]{16})\b/g },
  { what: 'An AWS secret key', pattern: /\baws_secret_access_key["']?\s*[=:]\s*["']?([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+])/gi },
  { what: 'A GitHub token', pattern: /\b(gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59})\b/g },
  { what: 'A GitLab token', pattern: /\b(gl(?:pat|dt|rt|ptt)-[A-Za-z0-9_-]{20,})/g },
  { what: 'A Slack token', pattern: /\b(xox[abeprs]-\d[A-Za-z0-9-]{20,})/g },
  { what: 'The address of a Slack hook', pattern: /hooks\.slack\.com\/services\/(T[A-Z0-9]{8,}\/B[A-Z0-9]{8,}\/[A-Za-z0-9]{24})\b/g },
  { what: 'A Google API key', pattern: /\b(AIza[A-Za-z0-9_-]{35})(?![A-Za-z0-9_-])/g },
  { what: 'A Stripe key', pattern: /\b([rs]k_live_[A-Za-z0-9]{24,})\b/g },
  { what: 'An npm token', pattern: /\b(npm_[A-Za-z0-9]{36})\b/g },
  { what: 'A PyPI token', pattern: /\b(pypi-AgE[A-Za-z0-9_-]{50,})/g },
  { what: 'A DigitalOcean token', pattern: /\b(do[opr]_v1_[a-f0-9]{64})\b/g },
  { what: 'A Vault token', pattern: /\b(hv[sb]\.[A-Za-z0-9_-]{24,})/g },
  { what: 'A SendGrid key', pattern: /\b(SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43})\b/g },
  { what: 'An age key', pattern: /\b(AGE-SECRET-KEY-1[0-9A-Z]{58})\b/g },
  { what: 'A private key', pattern: /-----BEGIN ((?:[A-Z]+ ){0,2})PRIVATE KEY(?: BLOCK)?-----(?:[\s>\\nr"']*[A-Za-z0-9+/=]{40,76}){2}/g },
];

const signs =
  /AKIA|ASIA|aws_secret|gh[pousr]_|github_pat_|gl(?:pat|dt|rt|ptt)-|xox|hooks\.slack|AIza|k_live_|npm_|pypi-|_v1_|hv[sb]\.|SG\.|AGE-|PRIVATE KEY|:\/\//i;

/** The secrets of a text in order of place. What is plainly a placeholder or an example is none; time is linear. */
export function credentials(text: string): readonly Credential[] {
  if (!signs.test(text)) return [];
  const out: Credential[] = [];
  for (const { what, pattern } of forms) {
    for (const match of text.matchAll(pattern)) {
      const key = what === 'A private key';
      const secret = key ? match[0] : (match[1] as string);
      if (!key && placeholder(secret)) continue;
      const start = match.index + (key ? 0 : match[0].lastIndexOf(secret));
      const end = key ? start + match[0].indexOf('-----', 10) + 5 : start + secret.length;
      out.push({ what, span: { start, end } });
    }
  }
  for (const one of passwords(text)) {
    // A token in an address is told as what it is.
    if (!out.some(({ span }) => span.start < one.span.end && one.span.start < span.end)) out.push(one);
  }
  return out.sort((a, b) => a.span.start - b.span.start);
}

/** Hosts that are nobody's (RFC 2606, RFC 5737) or this machine: a password for them opens nothing. */
const nobody =
  /^(?:localhost|127\.|0\.0\.0\.0|\[::1\]|192\.0\.2\.|198\.51\.100\.|203\.0\.113\.|host\b|hostname\b|server\b|(?:[\w-]+\.)*example(?:\.\w+)?\b|[\w.-]*\.(?:test|invalid|localhost)\b)/i;

function* passwords(text: string): Iterable<Credential> {
  for (let at = text.indexOf('://'); at !== -1; at = text.indexOf('://', at + 3)) {
    // At most this much of an address is looked at.
    const rest = text.slice(at + 3, at + 400);
    const match = /^([^\s/:@"'`<>()[\]{}$*|,;]{0,100}):([^\s/:@"'`<>()[\]{}$*|,;\\]{8,100})@([\w.[-][\w.:\]-]*)/.exec(rest);
    if (match === null) continue;
    const [, user = '', password = '', host = ''] = match;
    if (nobody.test(host) || password === user || weak(password)) continue;
    const start = at + 3 + user.length + 1;
    yield { what: 'The password of an address', span: { start, end: start + password.length } };
  }
}

/** Whether a password is a word that stands for one: nothing that a machine would make. */
function weak(password: string): boolean {
  if (placeholder(password) || !/\d/.test(password) || !/[A-Za-z]/.test(password)) return true;
  const plain = password.replace(/[0134578@$!]/g, (sign) => 'oieastbasi'['0134578@$!'.indexOf(sign)] as string);
  return [password, plain].some((text) => words.test(text));
}

const words =
  /pass|pwd|secret|token|user|admin|root|your|my_?|change|example|test|demo|dummy|foo|bar|key|xxx|1234|abcd|qwert|%[0-9a-f]{2}/i;

/** Whether a secret is an example: it says so, repeats itself, or counts up. */
function placeholder(secret: string): boolean {
  const body = secret.replace(/^[A-Za-z]{2,6}[-_.]/, '');
  if (/EXAMPLE|x{5,}|0{6,}|\.{3}|REDACTED|PLACEHOLDER|your[-_]?/i.test(secret)) return true;
  if (new Set(body).size < Math.min(10, body.length / 2)) return true;
  let steps = 0;
  for (let i = 1; i < body.length; i++) if (body.charCodeAt(i) === body.charCodeAt(i - 1) + 1) steps++;
  return steps > body.length / 3;
}
