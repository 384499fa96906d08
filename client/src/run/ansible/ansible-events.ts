/** What of a task's result our callback tells. */
export interface TaskResult {
  readonly rc?: number;
  readonly stdout?: string;
  readonly stderr?: string;
  readonly msg?: unknown;
  readonly changed?: boolean;
  /** `2026-11-21 11:00:00.123456`, on the host's clock. */
  readonly start?: string;
  readonly end?: string;
  readonly backup_file?: string;
  readonly dest?: string;
  readonly path?: string;
  readonly stat?: { readonly exists?: boolean; readonly checksum?: string; readonly path?: string };
  readonly ansible_facts?: Readonly<Record<string, unknown>>;
  readonly items?: readonly { readonly path: string; readonly failed: boolean }[];
}

/** One line of our callback (`opsbook_events.py`). */
export type AnsibleEvent =
  | { readonly kind: 'play' | 'end' }
  | { readonly kind: 'task'; readonly task: string }
  | { readonly kind: 'start'; readonly task: string; readonly host: string }
  | {
      readonly kind: 'ok' | 'failed' | 'unreachable' | 'skipped' | 'retry';
      readonly task: string;
      readonly host: string;
      readonly result: TaskResult;
      readonly ignored?: boolean;
      readonly left?: number;
    };

/** The events of a stream of lines; a line that is none is passed over. */
export async function* ansibleEvents(stream: AsyncIterable<Buffer>): AsyncGenerator<AnsibleEvent> {
  let held: Buffer[] = [];
  const read = (line: string): AnsibleEvent | undefined => {
    try {
      const event = JSON.parse(line) as AnsibleEvent;
      return typeof event.kind === 'string' ? event : undefined;
    } catch {
      return undefined;
    }
  };
  for await (const chunk of stream) {
    let from = 0;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      held.push(chunk.subarray(from, at));
      from = at + 1;
      const event = read(Buffer.concat(held).toString('utf8'));
      held = [];
      if (event !== undefined) yield event;
    }
    if (from < chunk.length) held.push(chunk.subarray(from));
  }
}
