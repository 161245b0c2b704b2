import { z } from 'zod';
import { EndpointFault } from '../../json-endpoint/endpoint-fault.ts';
import { jsonEndpoint } from '../../json-endpoint/json-endpoint.ts';

/** An app of Alibaba Cloud's Bailian console (百炼应用). */
export interface BailianAppOptions {
  /** Everything before `/api/v1/apps`. */
  readonly url: string;
  readonly appId: string;
  /** Secret: sent as the bearer token and nowhere else. */
  readonly apiKey: string;
  readonly workspace: string | null;
  /** For one try. */
  readonly timeoutMs: number;
  /** First pause before another try; 300 ms by default. */
  readonly firstPauseMs?: number;
}

export interface BailianAnswer {
  readonly text: string;
  /** The model the app ran on, as far as it says. */
  readonly model: string | null;
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** The app told no usage. */
  readonly untold: boolean;
}

/** One question to the app, without a session. @throws EndpointFault; AbortError when the signal is aborted */
export type AskBailianApp = (prompt: string, signal: AbortSignal) => Promise<BailianAnswer>;

const Answer = z.object({
  output: z.object({ text: z.string(), finish_reason: z.string().nullish() }),
  usage: z
    .object({
      models: z
        .array(
          z.object({
            model_id: z.string().nullish(),
            input_tokens: z.number().nullish(),
            output_tokens: z.number().nullish(),
          }),
        )
        .nullish(),
    })
    .nullish(),
});

/**
 * Calls `POST /api/v1/apps/{APP_ID}/completion` (application calling API of Model Studio). What fails in passing is tried
 * twice more, as `jsonEndpoint` says. A key or an app that is not accepted is a fault that does not pass.
 */
export function createBailianApp(options: BailianAppOptions): AskBailianApp {
  const ask = jsonEndpoint({
    url: `${options.url}/api/v1/apps/${encodeURIComponent(options.appId)}/completion`,
    apiKey: options.apiKey,
    timeoutMs: options.timeoutMs,
    ...(options.firstPauseMs === undefined ? {} : { firstPauseMs: options.firstPauseMs }),
    ...(options.workspace === null ? {} : { headers: { 'X-DashScope-WorkSpace': options.workspace } }),
  });
  return async (prompt, signal) => {
    const parsed = Answer.safeParse(await ask({ input: { prompt }, parameters: {}, debug: {} }, signal));
    if (!parsed.success) throw new EndpointFault('an answer of another shape', { passing: false });
    const { output, usage } = parsed.data;
    const models = usage?.models ?? [];
    const sum = (of: (model: (typeof models)[number]) => number | null | undefined): number =>
      models.reduce((total, model) => total + (of(model) ?? 0), 0);
    return {
      text: output.text,
      model: models[0]?.model_id ?? null,
      promptTokens: sum(({ input_tokens }) => input_tokens),
      completionTokens: sum(({ output_tokens }) => output_tokens),
      untold: models.length === 0,
    };
  };
}
