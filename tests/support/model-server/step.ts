/** A tool call the server should say. `args` as text is sent as it stands, so broken JSON can be scripted. */
export interface ScriptedCall {
  readonly name: string;
  readonly args: Record<string, unknown> | string;
  /** Default `call_1`, `call_2`…; `null` leaves the id out, as some vendors do. */
  readonly id?: string | null;
}

/** Where the token counts stand: a chunk of their own (OpenAI), on the last choice chunk (several vendors), or nowhere. */
export type UsagePlace = 'own_chunk' | 'last_choice' | 'absent';

/** How an answer stops early, counted in `data:` lines that were sent before it. */
export interface EarlyEnd {
  readonly afterEvents: number;
  /** `cut` drops the connection, `end` closes the body politely without `[DONE]`, `hang` stays silent until the client leaves. */
  readonly how: 'cut' | 'end' | 'hang';
}

/** An answer in the OpenAI chat-completions form; every oddity is off unless named. */
export interface AnswerStep {
  readonly kind: 'answer';
  readonly text?: string;
  /** Number of chunks the text (and the reasoning) is split into; default 3. */
  readonly pieces?: number;
  /** Sent as `reasoning_content` before the text. */
  readonly reasoning?: string;
  readonly calls?: readonly ScriptedCall[];
  /** Number of chunks each call's arguments are split into; default 3. */
  readonly argPieces?: number;
  /** Name, id and all arguments in a single chunk. */
  readonly wholeCalls?: boolean;
  /** `repeat`: the id stands on every chunk of the call, not only on its first. */
  readonly ids?: 'first' | 'repeat';
  /** `omit` leaves `tool_calls[].index` out; `zero` gives 0 to all calls. */
  readonly indexes?: 'count' | 'omit' | 'zero';
  readonly usage?: UsagePlace;
  readonly promptTokens?: number;
  readonly completionTokens?: number;
  /** Default `stop`, or `tool_calls` when there are calls; `null` never says why it ended. */
  readonly finish?: string | null;
  /** Whether `[DONE]` is sent; default true. */
  readonly done?: boolean;
  /** `: keep-alive` comments before the first event. */
  readonly keepAlives?: number;
  /** Deltas that carry nothing, sent after the first event. */
  readonly emptyDeltas?: number;
  /** Leaves `role` out of the first delta. */
  readonly noRole?: boolean;
  readonly early?: EarlyEnd;
  /** Milliseconds between two events. */
  readonly pauseMs?: number;
}

/** What the server does with one request. */
export type Step =
  | AnswerStep
  /** An HTTP error with the vendor's error body. */
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: string; readonly body?: unknown }
  /** Accepts the request and never answers. */
  | { readonly kind: 'silent' }
  /** Drops the connection before the head of the answer. */
  | { readonly kind: 'drop' }
  /** HTTP 200 with exactly these bytes. */
  | { readonly kind: 'bytes'; readonly bytes: string | Uint8Array; readonly contentType?: string };

/** Says a text. */
export function sayText(text: string, oddities: Omit<AnswerStep, 'kind' | 'text'> = {}): AnswerStep {
  return { kind: 'answer', text, ...oddities };
}

/** Calls one tool. */
export function callTool(
  name: string,
  args: ScriptedCall['args'],
  oddities: Omit<AnswerStep, 'kind' | 'calls'> = {},
): AnswerStep {
  return { kind: 'answer', calls: [{ name, args }], ...oddities };
}

/** Calls several tools in one answer. */
export function callTools(
  calls: readonly ScriptedCall[],
  oddities: Omit<AnswerStep, 'kind' | 'calls'> = {},
): AnswerStep {
  return { kind: 'answer', calls, ...oddities };
}

/** Refuses with an HTTP status; `retryAfter` is the header's text. */
export function refuse(status: number, retryAfter?: string): Step {
  return { kind: 'status', status, ...(retryAfter === undefined ? {} : { retryAfter }) };
}
