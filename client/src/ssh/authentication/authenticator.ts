import type { AnyAuthMethod, ParsedKey, Prompt } from 'ssh2';
import type { Asking, HostDetails } from '../connection.ts';
import { certificateName, timeTrouble } from '../certificates/judge-host-certificate.ts';
import { type Certificate, parseCertificate } from '../certificates/parse-certificate.ts';
import { type CertificateFile, readCertificates } from '../certificates/read-certificates.ts';
import { certifiedDigest, certifiedKey, signatureBytes } from '../certificates/ssh2-certificates.ts';
import { fingerprint, keyTypeOf } from '../known-hosts/fingerprint.ts';
import { harmless } from '../harmless.ts';
import { keyOfBlob } from '../read-key.ts';
import { agentHolds } from './agent-keys.ts';
import { agentSign } from './agent-socket.ts';
import { keyRing } from './key-ring.ts';
import { OneKeyAgent, type Signer } from './one-key-agent.ts';
import { openKey } from './sign-at-once.ts';
import { signWith } from './sign-with.ts';

/** Times that a password is asked for, as OpenSSH does (ssh_config(5), NumberOfPasswordPrompts). */
const prompts = 3;
/** OpenSSH's order of what there is here (ssh_config(5), PreferredAuthentications). */
const usualMethods = ['publickey', 'keyboard-interactive', 'password'] as const;

interface Attempt {
  readonly label: string;
  readonly method: AnyAuthMethod;
}

/**
 * Tries to authenticate in OpenSSH's order: keys of the agent, key files, keyboard-interactive, password; each only if the server would hear
 * it. Keeps what was tried, for the message when all failed.
 */
export class Authenticator {
  readonly #host: HostDetails;
  readonly #asking: Asking;
  readonly #waiting: <T>(answer: Promise<T>) => Promise<T>;
  readonly #tried: string[] = [];
  readonly #accepted = new Set<string>();
  readonly #words: string[] = [];
  #queue: AsyncGenerator<Attempt, void, unknown> | undefined;
  #allowed: readonly string[] | undefined;
  #last = 'none';

  /** `waiting` stops the clock while the user is asked. */
  constructor(host: HostDetails, asking: Asking, waiting: <T>(answer: Promise<T>) => Promise<T>) {
    this.#host = host;
    this.#asking = asking;
    this.#waiting = waiting;
  }

  /** The name of the method that was tried last, as the server calls it. */
  get method(): string {
    return this.#last;
  }

  /** What was tried, in order, and what the server would have taken, as the end of a sentence. */
  get summary(): string {
    const tried = this.#tried.length === 0 ? 'nothing could be tried' : `tried in this order: ${this.#tried.join(', ')}`;
    const takes = this.#allowed === undefined ? '' : `; the server takes ${listed(this.#allowed)}`;
    const said = this.#words.length === 0 ? '' : `; it said \`${this.#words.join(' ')}\``;
    return `${tried}${takes}${this.#gap}${said}`;
  }

  /** Why nothing of what the server would take can be tried, as the end of a sentence; '' where something can, or it takes nothing. */
  get #gap(): string {
    const { methods = usualMethods } = this.#host;
    if (this.#allowed === undefined || this.#allowed.length === 0 || methods.some((each) => this.#takes(each))) return '';
    if (usualMethods.some((each) => this.#takes(each))) return `, ssh's configuration allows ${listed(methods)}`;
    return `, which opsbook does not speak; expected one of ${listed(usualMethods)}`;
  }

  /** Whether the server had something to say to what was tried. */
  get hasWords(): boolean {
    return this.#words.length > 0;
  }

  /** To be told what the server would take next: it has declined the last attempt, or accepted it as a part of what it wants. */
  answered(methods: readonly string[], partial: boolean): void {
    this.#allowed = methods;
    if (!partial) return;
    const label = this.#tried.at(-1);
    if (label !== undefined) {
      if (this.#last === 'publickey') this.#accepted.add(label);
      this.#note(label, 'accepted, but not enough');
    }
    // As OpenSSH does, which begins anew with what is left (sshconnect2.c, input_userauth_failure).
    this.#queue = undefined;
  }

  /** To be told what the server says besides. What it says before anything was tried is for everybody, and not kept. */
  said(text: string): void {
    const words = harmless(text);
    if (this.#last !== 'none' && words !== '') this.#words.push(words);
  }

  /** What to try next; false when there is nothing left. `left` are the methods that the server would take. */
  async next(left: readonly string[] | null): Promise<AnyAuthMethod | false> {
    const username = this.#host.user;
    if (left === null) return { type: 'none', username };
    this.#allowed ??= left;
    this.#queue ??= this.#attempts();
    let { value, done } = await this.#queue.next();
    // The server takes no key twice, and knows which have done.
    while (!done && value && this.#accepted.has(value.label)) ({ value, done } = await this.#queue.next());
    if (done || !value) return false;
    this.#tried.push(value.label);
    this.#last = value.method.type === 'agent' ? 'publickey' : value.method.type;
    return value.method;
  }

  #takes(method: string): boolean {
    return this.#allowed?.includes(method) ?? false;
  }

  async *#attempts(): AsyncGenerator<Attempt, void, unknown> {
    for (const method of this.#host.methods ?? usualMethods) {
      if (!this.#takes(method)) continue;
      if (method === 'publickey') yield* this.#keys();
      else if (method === 'keyboard-interactive') yield* this.#answers();
      else yield* this.#passwords();
    }
  }

  /** How often somebody may be asked for one thing. */
  get #most(): number {
    return this.#host.asksNothing === true ? 0 : (this.#host.passwordPrompts ?? prompts);
  }

  /** How often somebody is asked by a method; that nobody is, is kept for the message. */
  #prompts(method: string): number {
    if (this.#host.asksNothing === true) this.#tried.push(`${method} (nobody is asked, as \`BatchMode\` says)`);
    return this.#most;
  }

  *#answers(): Generator<Attempt, void, unknown> {
    const most = this.#prompts('keyboard-interactive');
    for (let time = 0; time < most && this.#takes('keyboard-interactive'); time++) {
      const state = { declined: false };
      yield { label: 'keyboard-interactive', method: this.#keyboard(state) };
      if (state.declined) break;
    }
  }

  async *#passwords(): AsyncGenerator<Attempt, void, unknown> {
    const most = this.#prompts('password');
    for (let time = 0; time < most && this.#takes('password'); time++) {
      const { user, name } = this.#host;
      const password = await this.#waiting(this.#asking.secret(this.#host, 'password', `${user}@${name}'s password`));
      if (password === undefined) {
        if (time === 0) this.#tried.push('password (none was given)');
        break;
      }
      yield { label: 'password', method: { type: 'password', username: user, password } };
    }
  }

  async *#keys(): AsyncGenerator<Attempt, void, unknown> {
    const ring = keyRing(this.#asking);
    const files = await Promise.all(this.#host.identityFiles.map(async (path) => ({ path, file: await ring.file(path) })));
    const wanted = new Set(
      files.flatMap(({ file }) => (typeof file === 'object' && file.publicKey ? [fingerprint(file.publicKey.getPublicSSH())] : [])),
    );
    const offered = new Set<string>();
    const { agent, certificateFiles = [], identityFiles } = this.#host;
    const certificates = await readCertificates([...certificateFiles, ...identityFiles.map((path) => `${path}-cert.pub`)]);
    const isOurs = (each: Certificate): boolean => certificates.some(({ certificate }) => certificate.blob.equals(each.blob));
    const held = agent === undefined ? undefined : await this.#waiting(agentHolds(agent));
    if (agent !== undefined && typeof held === 'object') {
      // What the agent holds besides keys: some authorities' tools put a certificate there and nowhere else.
      for (const { blob, comment } of held.identities) {
        const type = keyTypeOf(blob);
        if (type.startsWith('sk-') && !this.#host.identitiesOnly)
          this.#tried.push(`agent key ${fingerprint(blob)} (of hardware, ${type}, which opsbook cannot use)`);
        const certificate = parseCertificate(blob);
        if (certificate === undefined || certificate.kind !== 'user') continue;
        if (!isOurs(certificate) && this.#host.identitiesOnly) continue;
        const plain = keyOfBlob(certificate.key);
        if (plain === undefined) continue;
        offered.add(fingerprint(blob));
        const sign: Signer = async (data) => signatureBytes(await agentSign(agent, blob, data, certificate.keyType === 'ssh-rsa'));
        yield* this.#certified(
          `agent certificate ${certificateName(certificate)}${comment === '' ? '' : ` (${comment})`}`,
          certificate,
          plain,
          sign,
        );
      }
    }
    const certified = (key: ParsedKey): readonly CertificateFile[] =>
      certificates.filter(({ certificate }) => certificate.key.equals(key.getPublicSSH()) && !offered.has(fingerprint(certificate.blob)));
    if (held !== undefined) {
      if (typeof held === 'string') {
        this.#tried.push(`agent \`${agent}\` (${held})`);
      } else {
        const { keys } = held;
        const named = keys.filter(({ key }) => wanted.has(fingerprint(key.getPublicSSH())));
        const others = this.#host.identitiesOnly ? [] : keys.filter((each) => !named.includes(each));
        for (const { key, signer } of [...named, ...others]) {
          const shown = fingerprint(key.getPublicSSH());
          for (const { path, certificate } of certified(key)) {
            offered.add(fingerprint(certificate.blob));
            yield* this.#certified(`certificate \`${path}\``, certificate, key, signer);
          }
          offered.add(shown);
          yield this.#key(`agent key ${shown}${key.comment === '' ? '' : ` (${key.comment})`}`, key, signer);
        }
        if (named.length + others.length === 0) this.#tried.push('agent (it has no key for this host)');
      }
    }
    for (const { path, file } of files) {
      if (file === undefined) continue;
      if (typeof file === 'string') {
        this.#tried.push(`key file \`${path}\` (${file})`);
        continue;
      }
      if (file.isPublic === true) {
        if (file.publicKey && !offered.has(fingerprint(file.publicKey.getPublicSSH())))
          this.#tried.push(`key file \`${path}\` (only its public half is there, and no agent holds the other)`);
        continue;
      }
      const label = `key file \`${path}\``;
      const unlock = (): Promise<ParsedKey> => ring.unlock(file, this.#passphrases(path));
      const signer: Signer = async (data, hash) => signWith(await unlock(), data, hash);
      for (const { path: from, certificate } of file.publicKey ? certified(file.publicKey) : []) {
        offered.add(fingerprint(certificate.blob));
        yield* this.#certified(`certificate \`${from}\``, certificate, file.publicKey as ParsedKey, signer);
      }
      if (file.publicKey && offered.has(fingerprint(file.publicKey.getPublicSSH()))) continue;
      if (file.publicKey) {
        if (!file.encrypted) openKey(file.publicKey);
        yield this.#key(label, file.publicKey, signer);
      } else {
        const key = await this.#waiting(unlock()).catch((error: Error) => error);
        if (key instanceof Error) this.#tried.push(`${label} (${key.message})`);
        else yield this.#key(label, key, async (data, hash) => signWith(key, data, hash));
      }
    }
    if (this.#tried.length === 0) {
      const none = identityFiles.length === 0 ? 'no key file' : `no such file as ${listed(identityFiles)}`;
      this.#tried.push(`no key (${this.#host.agent === undefined ? 'no agent, and ' : ''}${none})`);
    }
  }

  /** Asks for the passphrase of a key file as often as it may be asked for. */
  async *#passphrases(path: string): AsyncGenerator<string, void, unknown> {
    for (let time = 0; time < this.#most; time++) {
      const words = time === 0 ? `passphrase of ${path}` : `that one did not open it; passphrase of ${path}`;
      const given = await this.#asking.secret(this.#host, 'passphrase', words);
      if (given === undefined) return;
      yield given;
    }
  }

  #note(label: string, why: string): void {
    const at = this.#tried.lastIndexOf(label);
    if (at >= 0) this.#tried[at] = `${label} (${why})`;
  }

  /** One try with a certificate; one that is not valid now is told instead, and costs no try. */
  *#certified(label: string, certificate: Certificate, key: ParsedKey, signer: Signer): Generator<Attempt, void, unknown> {
    const late = timeTrouble(certificate, Date.now());
    if (late !== undefined) this.#tried.push(`${label} (${late})`);
    else yield this.#key(label, certifiedKey(key, certificate), (data) => signer(data, certifiedDigest(certificate)));
  }

  #key(label: string, key: ParsedKey, sign: Signer): Attempt {
    const signer: Signer = async (data, hash) => {
      try {
        // The host is not to be blamed for what an agent's user takes to allow it.
        return await this.#waiting(sign(data, hash));
      } catch (error) {
        this.#note(label, (error as Error).message);
        throw error;
      }
    };
    return { label, method: { type: 'agent', username: this.#host.user, agent: new OneKeyAgent(key, signer) } };
  }

  #keyboard(state: { declined: boolean }): AnyAuthMethod {
    const { user, name } = this.#host;
    const answer = async (intro: string, questions: readonly Prompt[]): Promise<string[]> => {
      const answers: string[] = [];
      for (const { prompt, echo } of questions) {
        const password = echo !== true && /^\s*password\b/i.test(prompt);
        // Whose words these are stands before them, as with OpenSSH: a host may ask for anything.
        const words = [answers.length === 0 ? intro : '', prompt].filter((each) => each.trim() !== '').join('\n');
        const shown = `(${user}@${name}) ${words.trim().replace(/\s*:$/, '')}`;
        const text = await this.#waiting(this.#asking.secret(this.#host, password ? 'password' : 'prompt', shown));
        if (text === undefined) {
          state.declined = true;
          this.#note('keyboard-interactive', 'no answer was given');
        }
        answers.push(text ?? '');
        if (state.declined) break;
      }
      return answers;
    };
    return {
      type: 'keyboard-interactive',
      username: this.#host.user,
      prompt: (title, instructions, _language, questions, finish) => {
        const intro = [title, instructions].map((each) => each.trim()).filter((each) => each !== '');
        void answer(intro.join('\n'), questions).then(finish, () => finish([]));
      },
    };
  }
}

function listed(names: readonly string[]): string {
  return names.map((each) => `\`${each}\``).join(', ') || 'nothing';
}
