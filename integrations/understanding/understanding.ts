import type { SlotKind } from '../../kernel/slots.ts';
import type { NameFinder } from './gazetteer/name-finder.ts';
import type { SemanticLayer } from './semantic-layer.ts';
import type { ToolRanker } from './ranking/tool-ranker.ts';
import type { ToolDeclaration } from './tool-declaration.ts';

export type ToolArgs = Readonly<Record<string, unknown>>;

/** A request for one tool; `confidence` is between 0 and 1. */
export interface ToolCall {
  readonly tool: string;
  readonly args: ToolArgs;
  readonly confidence: number;
}

export interface AskOption {
  readonly label: string;
  readonly value: string;
}

/** A question to the person about one argument (`slot` is its name, `tool` when the request itself is unclear). */
export interface Ask {
  readonly kind: 'ask';
  readonly question: string;
  readonly slot: string;
  readonly options?: readonly AskOption[];
  /** The sentence asked about, when the question is which tool is meant. */
  readonly said?: string;
  /** The request as far as it is known; the answer completes it. */
  readonly pending: { readonly tool: string; readonly args: ToolArgs };
}

export type Understanding =
  | { readonly kind: 'calls'; readonly calls: readonly ToolCall[] }
  | Ask
  | { readonly kind: 'say'; readonly text: string; readonly suggestions: readonly string[] };

/** What is remembered of the conversation: rebuilt from its messages each turn, never stored apart. */
export interface TurnMemory {
  /** The last request that was called, with all its arguments. */
  readonly lastCall?: { readonly tool: string; readonly args: ToolArgs };
  /** The customer last spoken about, as a name. */
  readonly lastCustomer?: string;
  /** The last records by slot kind (`lead`, `opportunity`, `person`…), for 「他」「这条线索」. */
  readonly lastNames?: Readonly<Partial<Record<SlotKind, string>>>;
  /** The kind of the record named last: customer, lead or opportunity. */
  readonly lastSubject?: SlotKind;
  readonly openQuestion?: Ask;
}

export interface Speaker {
  readonly name: string;
  readonly role: string;
}

/** What is known besides the sentence; made once, kept fresh by events. */
export interface Knowledge {
  readonly gazetteer: NameFinder;
  readonly layer: SemanticLayer;
  readonly ranker: ToolRanker;
}

export interface TurnInput {
  readonly text: string;
  readonly history: TurnMemory;
  readonly me: Speaker;
  readonly now: Date;
  /** The tools this person may use in this conversation. */
  readonly tools: readonly ToolDeclaration[];
}
