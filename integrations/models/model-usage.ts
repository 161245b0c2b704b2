import type { ModelSpec } from './model-spec.ts';

/** Tokens of one request. `estimated` when the vendor gave no count. */
export interface TokenCount {
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly estimated: boolean;
}

/** What one request to a model used: also told for requests that failed, since vendors charge for these too. */
export interface ModelUsage extends TokenCount {
  readonly userId: string | null;
  readonly agent: string;
  readonly endpoint: string;
  readonly model: string;
  /** Yuan. */
  readonly cost: number;
  readonly durationMs: number;
  /** `ok`, `cancelled`, or why the answer could not be used. */
  readonly outcome: string;
}

/** The price of a request in yuan; 0 where the endpoint names none. */
export function costOf(spec: Pick<ModelSpec, 'priceIn' | 'priceOut'>, count: TokenCount): number {
  return (count.promptTokens * (spec.priceIn ?? 0) + count.completionTokens * (spec.priceOut ?? 0)) / 1_000_000;
}
