import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { RunEvent, RunEventBody } from '../events.ts';
import { asciiBytes } from '../ascii-bytes.ts';
import { outputsFolder } from './record-files.ts';
import type { RecordWriter } from './record-writer.ts';

type Output = { readonly seq: number; readonly at: number } & Extract<RunEventBody, { type: 'output' }>;

/** How much output a record takes, in characters. */
export interface OutputLimits {
  /** Of one block on one host that stays among the events; of all together; beyond that a few lines of each still do. */
  readonly inline: number;
  readonly allInline: number;
  /** That is kept of one block on one host, for certain, and by all together beyond that. */
  readonly kept: number;
  readonly allKept: number;
}

/** The limits of a run's record. */
export const outputLimits: OutputLimits = { inline: 65_536, allInline: 16 << 20, kept: 1 << 20, allKept: 1 << 30 };

const FEW = 4096;

/** Where the output of a run goes: what is little among the events, what is much into files. */
export interface RecordedOutputs {
  /** The event to be recorded in place of this one; undefined: none. */
  next(event: RunEvent): RunEvent | undefined;
}

interface Place {
  readonly texts: string[];
  characters: number;
  file: { readonly name: string; bytes: number } | undefined;
  over: boolean;
}

/**
 * Puts output into files of the record in `folder`. A file holds all that a block printed on a host, in order of arrival, masked, escapes
 * not removed.
 */
export function recordedOutputs(folder: string, writer: RecordWriter, limits: OutputLimits = outputLimits): RecordedOutputs {
  const places = new Map<string, Place>();
  let inline = 0;
  let pool = limits.allKept;
  let files = 0;
  const begin = ({ block, host }: Output, place: Place): { readonly name: string; bytes: number } => {
    if (files === 0) mkdirSync(join(folder, outputsFolder), { mode: 0o700 });
    const word = (text: string): string => text.replace(/[^A-Za-z0-9._-]+/g, '_').slice(0, 60);
    const name = `${String(++files).padStart(4, '0')}-${word(block)}@${word(host)}.txt`;
    const before = Buffer.from(place.texts.join(''), 'utf8');
    if (before.length > 0) writer.output(name, 0, before);
    forget(place);
    return { name, bytes: before.length };
  };
  const forget = (place: Place): void => {
    inline -= place.texts.reduce((sum, text) => sum + text.length, 0);
    place.texts.length = 0;
  };
  const kept = (event: Output, place: Place): RunEvent | undefined => {
    const { seq, at, block, host, stream, text } = event;
    const { length } = text;
    if (place.over) return undefined;
    const ahead = Math.max(0, Math.min(length, place.characters + length - limits.kept));
    if (ahead > pool) {
      place.over = true;
      const message = `output beyond ${place.characters} characters is not kept in the record`;
      return { seq, at, type: 'note', block, host, level: 'warning', message };
    }
    pool -= ahead;
    place.characters += length;
    if (
      place.file === undefined &&
      place.characters <= (inline + length <= limits.allInline ? limits.inline : Math.min(FEW, limits.inline))
    ) {
      inline += length;
      place.texts.push(text);
      return event;
    }
    place.file ??= begin(event, place);
    const from = place.file.bytes;
    const bytes = event[asciiBytes] ?? Buffer.from(text, 'utf8');
    writer.output(place.file.name, from, bytes);
    place.file.bytes += bytes.length;
    return { seq, at, type: 'filed', block, host, stream, file: place.file.name, from, bytes: bytes.length, characters: length };
  };
  return {
    next(event) {
      if (event.type === 'output') {
        const key = `${event.block}\0${event.host}`;
        let place = places.get(key);
        if (place === undefined) {
          place = { texts: [], characters: 0, file: undefined, over: false };
          places.set(key, place);
        }
        return kept(event, place);
      }
      if (event.type === 'block-ended') {
        const key = `${event.block}\0${event.host}`;
        const place = places.get(key);
        places.delete(key);
        if (place !== undefined) forget(place);
        if (place?.file !== undefined) writer.done(place.file.name);
      }
      return event;
    },
  };
}
