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
  'QDRANT_API_KEY',
  'EMBEDDINGS_URL',
  'EMBEDDINGS_API_KEY',
  'EMBEDDINGS_MODEL',
  'EMBEDDINGS_DIMENSION',
  'RERANK_URL',
  'RERANK_API_KEY',
  'RERANK_MODEL',
  'RERANK_SHAPE',
  'ALIYUN_ACCESS_KEY_ID',
  'ALIYUN_ACCESS_KEY_SECRET',
  'OUTBOUND_INSTANCE_ID',
  'OUTBOUND_URL',
  'OUTBOUND_CALLS_PER_SECOND',
  'OUTBOUND_TIMEOUT_MS',
  'BAILIAN_URL',
  'BAILIAN_APP_ID',
  'BAILIAN_API_KEY',
  'BAILIAN_WORKSPACE',
  'BAILIAN_TIMEOUT_MS',
  'CALLS_MONITOR_MINUTES',
  'CALLS_QUERY_DELAY_SECONDS',
  'CALLS_CONVERSATION_WAIT_MINUTES',
  'CALLS_ANALYSIS_MS',
  'CALLS_PRICE_PER_MINUTE',
  'WORKTOOL_URL',
  'GEWE_URL',
  'GEWE_TOKEN',
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
  'LLM_REWORD_MS',
  'KNOWLEDGE_SURE_FROM',
  'KNOWLEDGE_UNSURE_FROM',
  'SHUTDOWN_GRACE_MS',
  'CALLBACK_DEADLINE_MS',
  'CALLBACK_SPOOL_MB',
  'SOP_BATCH',
  'SOP_COLLECT_MS',
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
