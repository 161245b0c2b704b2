/** The only place that reads the environment: names in, text out. `.env.example` lists the same names (checked). */
export const ENV_NAMES = [
  'PORT',
  'HOST',
  'ROLE',
  'PUBLIC_URL',
  'DATA_DIR',
  'DATABASE_URL',
  'DATABASE_POOL',
  'REDIS_URL',
  'QDRANT_URL',
  'ADMIN_PASSWORD',
  'DEMO_DATA',
  'JWT_SECRET',
  'LOG_LEVEL',
  'TRUST_PROXY',
  'ALLOWED_ORIGINS',
  'LLM_BASE_URL',
  'LLM_API_KEY',
  'LLM_MODEL',
  'LLM_FALLBACKS',
  'LLM_AGENT_MODELS',
  'LLM_TEMPERATURE',
  'LLM_CONTEXT_TOKENS',
  'LLM_PRICE_IN',
  'LLM_PRICE_OUT',
  'LLM_FIRST_TOKEN_MS',
  'LLM_TOTAL_MS',
  'SHUTDOWN_GRACE_MS',
  'RATE_LIMIT',
] as const;

export type EnvName = (typeof ENV_NAMES)[number];
export type Environment = Readonly<Partial<Record<EnvName, string>>>;

/** The environment of this process, empty texts left out. */
export function readEnvironment(source: NodeJS.ProcessEnv = process.env): Environment {
  const found: Partial<Record<EnvName, string>> = {};
  for (const name of ENV_NAMES) {
    const value = source[name]?.trim();
    if (value) found[name] = value;
  }
  return found;
}
