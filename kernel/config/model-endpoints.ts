import { z } from 'zod';
import type { ModelEndpoint } from './config-shape.ts';
import { httpUrl, type Variables } from './variables.ts';

const Endpoint = z.strictObject({
  name: z.string().min(1).optional(),
  base_url: httpUrl.optional(),
  api_key: z.string().optional(),
  model: z.string().min(1),
  temperature: z.number().optional(),
  context_tokens: z.int().optional(),
  price_in: z.number().optional(),
  price_out: z.number().optional(),
});

/** The first endpoint from `LLM_BASE_URL` / `LLM_MODEL`, then those of the JSON list `LLM_FALLBACKS`. */
export function parseModels(env: Variables, problems: string[]): ModelEndpoint[] {
  const others = parseJson(z.array(Endpoint), env.LLM_FALLBACKS, 'LLM_FALLBACKS', problems) ?? [];
  if (!env.LLM_BASE_URL && !env.LLM_MODEL && !env.LLM_FALLBACKS) return [];
  if (!env.LLM_BASE_URL || !env.LLM_MODEL) {
    problems.push('LLM_BASE_URL and LLM_MODEL: both or neither are needed');
    return [];
  }
  const first = endpointOf(env, { model: env.LLM_MODEL }, 'primary');
  return [first, ...others.map((one, index) => endpointOf(env, one, `fallback-${index + 1}`))];
}

/** `LLM_AGENT_MODELS` is JSON: agent name → model name or endpoint; the default endpoints follow as fallbacks. */
export function parseAgentModels(
  env: Variables,
  models: ModelEndpoint[],
  problems: string[],
): Record<string, ModelEndpoint[]> {
  const table =
    parseJson(
      z.record(z.string(), z.union([z.string(), Endpoint])),
      env.LLM_AGENT_MODELS,
      'LLM_AGENT_MODELS',
      problems,
    ) ?? {};
  return Object.fromEntries(
    Object.entries(table).map(([agent, value]) => {
      const own = endpointOf(env, typeof value === 'string' ? { model: value } : value, agent);
      if (!own.baseUrl) problems.push(`LLM_AGENT_MODELS.${agent}: needs a base_url, or LLM_BASE_URL for all`);
      return [agent, [own, ...models]];
    }),
  );
}

function endpointOf(env: Variables, one: z.output<typeof Endpoint>, fallbackName: string): ModelEndpoint {
  return {
    name: one.name ?? fallbackName,
    baseUrl: one.base_url ?? env.LLM_BASE_URL ?? '',
    apiKey: one.api_key ?? env.LLM_API_KEY ?? '',
    model: one.model,
    temperature: one.temperature ?? env.LLM_TEMPERATURE,
    contextTokens: one.context_tokens ?? env.LLM_CONTEXT_TOKENS,
    priceIn: one.price_in ?? env.LLM_PRICE_IN,
    priceOut: one.price_out ?? env.LLM_PRICE_OUT,
  };
}

function parseJson<S extends z.ZodType>(
  schema: S,
  text: string | undefined,
  name: string,
  problems: string[],
): z.output<S> | undefined {
  if (!text) return undefined;
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    if (parsed.success) return parsed.data;
    problems.push(...parsed.error.issues.map((issue) => `${name}.${issue.path.join('.')}: ${issue.message}`));
  } catch {
    problems.push(`${name}: not valid JSON`);
  }
  return undefined;
}
