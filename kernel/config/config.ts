import { AppError, KERNEL_ERRORS } from '../errors.ts';
import type { Config } from './config-shape.ts';
import type { Environment } from './env.ts';
import { parseAgentModels, parseModels } from './model-endpoints.ts';
import { objectStoreOf } from './object-store.ts';
import { parseVariables } from './variables.ts';
import { bailianAppOf, dialerEndpoint, knowledgeEndpoints } from './vendor-endpoints.ts';

/**
 * Turns the environment into settings. All faults are reported together, before anything listens.
 * @throws AppError `kernel.config_invalid`
 */
export function toConfig(environment: Environment): Config {
  const problems: string[] = [];
  const env = parseVariables(environment, problems);
  const models = parseModels(env, problems);
  const agentModels = parseAgentModels(env, models, problems);
  const dialer = dialerEndpoint(env, problems);
  const bailianApp = bailianAppOf(env, problems);
  const objectStore = objectStoreOf(env, problems);
  if (env.ROLE === 'api' && !env.JWT_SECRET)
    problems.push('JWT_SECRET: needed with ROLE=api, so that all processes sign alike');
  if (env.ROLE !== 'all' && !env.DATABASE_URL)
    problems.push('ROLE: api and worker need DATABASE_URL (the embedded database belongs to one process)');
  if (problems.length > 0) throw configError(problems);
  return {
    role: env.ROLE,
    host: env.HOST,
    port: env.PORT,
    dataDir: env.DATA_DIR,
    databaseUrl: env.DATABASE_URL ?? null,
    databasePool: env.DATABASE_POOL,
    redisUrl: env.REDIS_URL ?? null,
    qdrantUrl: env.QDRANT_URL ?? null,
    publicUrl: env.PUBLIC_URL?.replace(/\/$/, '') ?? null,
    worktoolUrl: env.WORKTOOL_URL,
    geweUrl: env.GEWE_URL,
    demoData: env.DEMO_DATA,
    logLevel: env.LOG_LEVEL,
    trustProxy: env.TRUST_PROXY,
    allowedOrigins: [...env.ALLOWED_ORIGINS, ...(env.PUBLIC_URL ? [new URL(env.PUBLIC_URL).origin] : [])],
    firstTokenMs: env.LLM_FIRST_TOKEN_MS,
    totalMs: env.LLM_TOTAL_MS,
    rewordMs: env.LLM_REWORD_MS,
    knowledge: { sureFrom: env.KNOWLEDGE_SURE_FROM, unsureFrom: env.KNOWLEDGE_UNSURE_FROM },
    calls: {
      monitorMinutes: env.CALLS_MONITOR_MINUTES,
      queryDelaySeconds: env.CALLS_QUERY_DELAY_SECONDS,
      conversationWaitMinutes: env.CALLS_CONVERSATION_WAIT_MINUTES,
      analysisMs: env.CALLS_ANALYSIS_MS,
      pricePerMinute: env.CALLS_PRICE_PER_MINUTE,
      scripts: env.CALLS_SCRIPTS,
    },
    shutdownGraceMs: env.SHUTDOWN_GRACE_MS,
    callbackDeadlineMs: env.CALLBACK_DEADLINE_MS,
    callbackSpoolBytes: env.CALLBACK_SPOOL_MB * 1_048_576,
    sopBatch: env.SOP_BATCH,
    sopCollectMs: env.SOP_COLLECT_MS,
    rateLimit: env.RATE_LIMIT,
    secrets: {
      adminPassword: env.ADMIN_PASSWORD ?? null,
      jwtSecret: env.JWT_SECRET ?? null,
      models,
      agentModels,
      qdrantApiKey: env.QDRANT_API_KEY ?? null,
      geweToken: env.GEWE_TOKEN ?? null,
      ...knowledgeEndpoints(env),
      dialer,
      bailianApp,
      objectStore,
    },
  };
}

function configError(problems: string[]): AppError {
  return new AppError('kernel.config_invalid', KERNEL_ERRORS['kernel.config_invalid'], {
    details: { problems: problems.join('; ') },
  });
}
