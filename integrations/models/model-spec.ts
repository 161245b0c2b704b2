import type { z } from 'zod';

/** One OpenAI-compatible endpoint with the model that is asked there. */
export interface ModelSpec {
  /** The label of the endpoint in logs, metering and status; `builtin` is taken. */
  readonly name: string;
  /** Everything before `/chat/completions`, for example `https://api.deepseek.com/v1`. */
  readonly baseUrl: string;
  /** Secret: sent as the bearer token and nowhere else. */
  readonly apiKey: string;
  readonly model: string;
  readonly temperature?: number;
  /** Tokens an answer may have. */
  readonly maxTokens?: number;
  /** Tokens the model can read and write in one turn; without it the history is sent as it is. */
  readonly contextTokens?: number;
  /** Yuan per million tokens read. */
  readonly priceIn?: number;
  /** Yuan per million tokens written. */
  readonly priceOut?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** The vendor's own fields of the request, such as `{ enable_thinking: false }` (Qwen) or `{ thinking: { type: 'disabled' } }` (DeepSeek). */
  readonly extraBody?: Readonly<Record<string, unknown>>;
}

/** A tool as the model is told of it. The schema is also what its arguments are held against. */
export interface ModelTool {
  readonly name: string;
  readonly description: string;
  readonly schema: z.ZodType;
}

/** For whom a turn is asked: goes into metering and logs, never to a vendor. */
export interface TurnMeta {
  readonly userId: string | null;
  readonly agent: string;
  readonly runId: string;
}

/** The label of the model that needs no network. */
export const BUILTIN = 'builtin';
