import type { Span } from '../../../text/span.ts';
import type { Flat } from './flatten.ts';
import type { Names } from '../names.ts';
import type { YamlPlaces } from '../yaml/places.ts';
import type { LegacyAction } from './legacy-action.ts';

/** A quoted value. `text` is what rsyslogd sees (escapes resolved); `inner` is the source's stretch between the quotes. */
export interface StringValue {
  readonly kind: 'string';
  readonly span: Span;
  readonly inner: Span;
  readonly text: string;
  readonly quote: '"' | "'" | '`';
}

/** A list in brackets. */
export interface ArrayValue {
  readonly kind: 'array';
  readonly span: Span;
  readonly elements: readonly StringValue[];
}

/** `name="value"` in an object. */
export interface Parameter {
  /** Lower case: names ignore case. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly span: Span;
  /** Undefined where none could be read. */
  readonly value: StringValue | ArrayValue | undefined;
}

/** `word( ... )`, with what stands in braces behind it. */
export interface ObjectNode {
  readonly kind: 'object';
  /** `module`, `action`, `ruleset` ..., lower case. */
  readonly word: string;
  readonly wordSpan: Span;
  readonly span: Span;
  /** From behind the opening parenthesis to the closing one. */
  readonly inside: Span;
  readonly parameters: readonly Parameter[];
  /** A ruleset's statements or a template's properties and constants; undefined without braces. */
  readonly body: Block | undefined;
}

/** Statements, in braces or not. */
export interface Block {
  readonly span: Span;
  readonly braces: boolean;
  /** End of what stands before it: where its opening brace belongs. */
  readonly place: Span;
  readonly items: readonly Item[];
}

/** `$Name value`. */
export interface DirectiveNode {
  readonly kind: 'directive';
  /** Lower case, without the sign. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: string;
  readonly valueSpan: Span;
  readonly span: Span;
}

export interface IfNode {
  readonly kind: 'if';
  readonly span: Span;
  readonly wordSpan: Span;
  readonly condition: Expression;
  readonly then: Block;
  readonly otherwise: Block | undefined;
}

export interface ForeachNode {
  readonly kind: 'foreach';
  readonly span: Span;
  readonly wordSpan: Span;
  readonly variable: VariableExpression | undefined;
  readonly collection: Expression;
  readonly body: Block;
}

/** `set`, `reset` and `unset`. */
export interface SetNode {
  readonly kind: 'set';
  readonly word: 'set' | 'reset' | 'unset';
  readonly wordSpan: Span;
  readonly span: Span;
  readonly variable: VariableExpression | undefined;
  readonly value: Expression | undefined;
}

/** A selector or a property filter with its block. */
export interface FilterNode {
  readonly kind: 'selector' | 'property-filter';
  readonly text: string;
  readonly filterSpan: Span;
  readonly span: Span;
  readonly block: Block | undefined;
}

/** An action of the old kind, as it stands in the line. */
export interface LegacyActionNode {
  readonly kind: 'legacy-action';
  readonly text: string;
  /** Its parts. */
  readonly action: LegacyAction;
  readonly span: Span;
}

/** `stop`, `continue`. */
export interface WordNode {
  readonly kind: 'stop' | 'continue';
  readonly span: Span;
}

export interface CallNode {
  readonly kind: 'call';
  readonly span: Span;
  readonly wordSpan: Span;
  readonly name: string;
  readonly nameSpan: Span;
}

export interface CallIndirectNode {
  readonly kind: 'call-indirect';
  readonly span: Span;
  readonly wordSpan: Span;
  readonly value: Expression;
}

export interface ReloadNode {
  readonly kind: 'reload';
  readonly span: Span;
  readonly wordSpan: Span;
  readonly values: readonly StringValue[];
}

/** A tag or host block's opening (`!prog`, `+host`), which today's rsyslogd refuses. */
export interface BsdNode {
  readonly kind: 'bsd-tag' | 'bsd-host';
  readonly span: Span;
  readonly text: string;
}

export type Item =
  | ObjectNode
  | IfNode
  | ForeachNode
  | SetNode
  | FilterNode
  | LegacyActionNode
  | WordNode
  | CallNode
  | CallIndirectNode
  | ReloadNode
  | BsdNode;

export interface VariableExpression {
  readonly kind: 'variable';
  readonly span: Span;
  /** Without the first `$`. */
  readonly name: string;
}

export type Expression =
  | VariableExpression
  | StringValue
  | ArrayValue
  | { readonly kind: 'number'; readonly span: Span; readonly text: string }
  | {
      readonly kind: 'function';
      readonly span: Span;
      readonly name: string;
      readonly nameSpan: Span;
      readonly arguments: readonly Expression[];
    }
  | { readonly kind: 'exists'; readonly span: Span; readonly nameSpan: Span; readonly variable: VariableExpression | undefined }
  | { readonly kind: 'unary'; readonly span: Span; readonly operator: 'not' | '-'; readonly operand: Expression }
  | {
      readonly kind: 'binary';
      readonly span: Span;
      readonly operator: string;
      readonly operatorSpan: Span;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'missing'; readonly span: Span };

/** A whole file as it is read. Offsets are the text's own. */
export interface BareTree {
  /** The same by kind. */
  readonly flat: Flat;
  readonly items: readonly Item[];
  /** Every `$Directive`, in order: rsyslogd executes them when it reads them, wherever they stand. */
  readonly directives: readonly DirectiveNode[];
  readonly comments: readonly Span[];
}

/** A whole file with the names in it. */
export interface Tree extends BareTree {
  readonly names: Names;
  /** Where the words stand, for a tree that was read from YAML. */
  readonly yaml?: YamlPlaces;
}
