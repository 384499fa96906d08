import type { PosixExpression } from './posix-expression.ts';

/** What a property's text goes through on its way into a template's (`struct templateEntry`, runtime/template.h). */
export interface PropertyOptions {
  readonly date: string;
  readonly utc: boolean;
  readonly field?: { readonly number: number; readonly delimiter: number };
  readonly regex?: {
    /** Undefined for one that does not compile. */
    readonly expression: PosixExpression | undefined;
    readonly match: number;
    readonly submatch: number;
    readonly otherwise: 'DFLT' | 'BLANK' | 'FIELD' | 'ZERO';
  };
  /** Counted from 1; 0 where there is none; from the end where `fromEnd`. */
  readonly from: number;
  readonly to: number;
  readonly fromEnd: boolean;
  readonly fixedWidth: boolean;
  readonly letters?: 'lower' | 'upper';
  readonly control?: 'escape' | 'space' | 'drop';
  readonly path?: 'drop' | 'replace';
  readonly dropLastLineFeed: boolean;
  readonly blankIfNone: boolean;
  readonly compressBlanks: boolean;
  readonly format?: 'csv' | 'json' | 'jsonf' | 'jsonr' | 'jsonfr';
  readonly dataType: 'string' | 'number' | 'bool' | 'auto';
  readonly onEmpty: 'keep' | 'skip' | 'null';
  readonly omitIfZero?: boolean;
}

/** One part of a template; texts are bytes. */
export type TemplatePart =
  | {
      readonly kind: 'constant';
      readonly text: string;
      /** Of one that is written as a member of JSON. */
      readonly outName?: string;
    }
  | {
      readonly kind: 'property';
      /** Lower case, without the `$` of a variable. */
      readonly property: string;
      readonly outName: string;
      /** False where the text is taken as it is. */
      readonly complex: boolean;
      readonly options: PropertyOptions;
    };

/** A template that can be made into text. */
export interface Template {
  readonly name: string;
  readonly parts: readonly TemplatePart[];
  readonly escape?: 'sql' | 'stdsql' | 'json' | 'jsonf';
  /** Names with dots make nested objects (`option.jsonftree`). */
  readonly tree?: boolean;
  /** Of a subtree template: the variable. */
  readonly subtree?: string;
}

export const usualOptions: PropertyOptions = {
  date: '',
  utc: false,
  from: 0,
  to: 0,
  fromEnd: false,
  fixedWidth: false,
  dropLastLineFeed: false,
  blankIfNone: false,
  compressBlanks: false,
  dataType: 'string',
  onEmpty: 'keep',
};
