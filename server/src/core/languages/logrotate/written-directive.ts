import type { Span } from '../../text/span.ts';
import type { DirectiveRecord } from './facts/record.ts';
import type { Directive, Script, Word } from './tree.ts';
import type { Wording } from './wording.ts';

/** A directive at its place. Of the tens of thousands of a large file few are looked at closely, so the rest is made when it is asked for. */
export class WrittenDirective implements Directive {
  readonly start: number;
  readonly wording: Wording;
  readonly script: Script | undefined;
  readonly #end: number;

  /** `start` is the offset of its keyword; `end` that of the end of its script, for one that has a script. */
  constructor(start: number, wording: Wording, script?: Script, end = -1) {
    this.start = start;
    this.wording = wording;
    this.script = script;
    this.#end = end;
  }

  get kind(): 'directive' {
    return 'directive';
  }

  get span(): Span {
    const { name, value, valueAt, equals } = this.wording;
    const length = value !== undefined ? valueAt + value.length : equals >= 0 ? equals + 1 : name.length;
    return { start: this.start, end: this.#end < 0 ? this.start + length : this.#end };
  }

  get name(): Word {
    const { name } = this.wording;
    return { text: name, span: { start: this.start, end: this.start + name.length } };
  }

  get record(): DirectiveRecord | undefined {
    return this.wording.record;
  }

  get equals(): Span | undefined {
    const { equals } = this.wording;
    return equals < 0 ? undefined : { start: this.start + equals, end: this.start + equals + 1 };
  }

  get value(): Word | undefined {
    const { value, valueAt } = this.wording;
    if (value === undefined) return undefined;
    const start = this.start + valueAt;
    return { text: value, span: { start, end: start + value.length } };
  }

  get atEnd(): boolean {
    return this.wording.atEnd;
  }

  get blanksAtEnd(): boolean {
    return this.wording.blanksAtEnd;
  }
}
