import ssh2 from 'ssh2';
import type { IdentityCallback, ParsedKey, SignCallback, SigningRequestOptions } from 'ssh2';

/** Signs with one key, however: ssh2 asks it only when the server has said that it would take the key. */
export type Signer = (data: Buffer, hash: string | undefined) => Promise<Buffer>;

/** An agent that has just one key, so that each attempt is known by its key, and a passphrase is asked for only when it is of use. */
export class OneKeyAgent extends ssh2.BaseAgent<ParsedKey> {
  readonly #key: ParsedKey;
  readonly #signer: Signer;

  constructor(key: ParsedKey, signer: Signer) {
    super();
    this.#key = key;
    this.#signer = signer;
  }

  override getIdentities(callback: IdentityCallback<ParsedKey>): void {
    callback(undefined, [this.#key]);
  }

  override sign(_key: ParsedKey, data: Buffer, options: SigningRequestOptions | SignCallback, callback?: SignCallback): void {
    const done = typeof options === 'function' ? options : callback;
    const hash = typeof options === 'function' ? undefined : options.hash;
    this.#signer(data, hash).then(
      (signature) => done?.(undefined, signature),
      (error: Error) => done?.(error),
    );
  }
}
