import { Buffer } from 'node:buffer';
import type { Dirent } from 'node:fs';
import { close } from 'node:fs';

/** An open file or folder. */
export type Open =
  | { readonly kind: 'file'; readonly descriptor: number; readonly append: boolean }
  | { readonly kind: 'folder'; readonly path: string; readonly entries: Dirent[] };

/** The open files of one channel, by the handles that the client knows them by. */
export class Handles {
  readonly #open = new Map<number, Open>();
  #next = 0;

  add(open: Open): Buffer {
    const handle = Buffer.alloc(4);
    handle.writeUInt32BE(this.#next);
    this.#open.set(this.#next++, open);
    return handle;
  }

  get(handle: Buffer): Open | undefined {
    return handle.length === 4 ? this.#open.get(handle.readUInt32BE()) : undefined;
  }

  remove(handle: Buffer): Open | undefined {
    const found = this.get(handle);
    if (found !== undefined) this.#open.delete(handle.readUInt32BE());
    return found;
  }

  /** For a channel that ended without closing them. */
  closeAll(): void {
    for (const open of this.#open.values()) if (open.kind === 'file') close(open.descriptor);
    this.#open.clear();
  }
}
