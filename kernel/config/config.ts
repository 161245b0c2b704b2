import { AppError, KERNEL_ERRORS } from '../errors.ts';
import { z } from 'zod';
import { CallScripts, type CallScript } from './call-scripts.ts';
import type { Environment } from './env.ts';
import { objectStoreOf, type ObjectStore } from './object-store.ts';

/** One OpenAI-compatible endpoint. Prices are yuan per million tokens. */
export interface ModelEndpoint {
  readonly name: string;
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly model: string;
  readonly temperature: number;
  readonly contextTokens: number;
  readonly priceIn: number;
  readonly priceOut: number;
}

/** The endpoint that turns texts into vectors. `dimension` is the length of the vectors. */
export interface EmbeddingsEndpoint {
  readonly url: string;
  readonly apiKey: string;
  readonly model: string;
  readonly dimension: number;
}

/** How rerank endpoints ask and answer. */
export const RERANK_SHAPES = ['siliconflow', 'xinference', 'tei'] as const;

/** The endpoint that puts found passages in order. */
export interface RerankEndpoint {
  readonly url: string;
  readonly apiKey: string;
  readonly model: string;
  readonly shape: (typeof RERANK_SHAPES)[number];
}

/** The account of the outbound calling robot. */
export interface DialerEndpoint {
  readonly url: string;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly instanceId: string;
  readonly callsPerSecond: number;
  readonly timeoutMs: number;
}

/** An app of Alibaba Cloud's Bailian console that judges calls. */
export interface BailianApp {
  readonly url: string;
  readonly appId: string;
  readonly apiKey: string;
  /** Of a sub-workspace; `null` for the main one. */
  readonly workspace: string | null;
  /** For one answer. */
  readonly timeoutMs: number;
}

/** How the robot's calls are followed. */
export interface CallSettings {
  /** Every so many minutes the monitor looks; it divides an hour. */
  readonly monitorMinutes: number;
  /** How long after a task was handed over it is first asked for results. */
  readonly queryDelaySeconds: number;
  /** How long a finished call's conversation is waited for before its follow-up is written without it. */
  readonly conversationWaitMinutes: number;
  /** How long one conversation may be analysed. */
  readonly analysisMs: number;
  /** Yuan for a begun minute; 0: costs are not told. */
  readonly pricePerMinute: number;
  /** Scripts of the robot that may be chosen by name, the first one by default. */
  readonly scripts: readonly CallScript[];
}

/** Settings of the service, typed and checked together. Secrets stand apart, so that this object may be logged. */
export interface Config {
  readonly role: 'all' | 'api' | 'worker';
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  /** `null` means: the embedded database in `dataDir`. */
  readonly databaseUrl: string | null;
  readonly databasePool: number;
  readonly redisUrl: string | null;
  readonly qdrantUrl: string | null;
  /** Where people and vendors reach the service; `null`: only at `host` and `port`, so no vendor can call back. */
  readonly publicUrl: string | null;
  readonly worktoolUrl: string;
  readonly geweUrl: string;
  readonly demoData: boolean;
  readonly logLevel: string;
  readonly trustProxy: boolean;
  /** Origins beside the service's own that may open a socket. */
  readonly allowedOrigins: readonly string[];
  readonly firstTokenMs: number;
  readonly totalMs: number;
  /** How long a model may think about other words for a question; 0: it is not asked. */
  readonly rewordMs: number;
  /** From which confidence (0-1) the knowledge base answers plainly, and from which it tells the nearest as such. */
  readonly knowledge: { readonly sureFrom: number; readonly unsureFrom: number };
  readonly calls: CallSettings;
  readonly shutdownGraceMs: number;
  /** How long a callback may wait for the database before it is kept in a file. */
  readonly callbackDeadlineMs: number;
  /** Bytes of callbacks kept in files at most. */
  readonly callbackSpoolBytes: number;
  /** Instances of sequences that a process has in work at the same time. */
  readonly sopBatch: number;
  /** How long replies to a sequence are collected before they are judged together, in milliseconds. */
  readonly sopCollectMs: number;
  /** Calls per minute and person (or address). */
  readonly rateLimit: number;
  readonly secrets: Secrets;
}

/** What must never be logged. Model endpoints stand here because they carry keys. */
export interface Secrets {
  readonly adminPassword: string | null;
  /** `null`: one is made and kept in a file of DATA_DIR that only its owner can read. */
  readonly jwtSecret: string | null;
  readonly models: readonly ModelEndpoint[];
  readonly agentModels: Readonly<Record<string, readonly ModelEndpoint[]>>;
  readonly qdrantApiKey: string | null;
  /** For accounts of GeWe without a token of their own. */
  readonly geweToken: string | null;
  /** `null`: the knowledge base is searched by words only. */
  readonly embeddings: EmbeddingsEndpoint | null;
  /** `null`: the built-in reranker decides. */
  readonly rerank: RerankEndpoint | null;
  /** `null`: nobody is called by a robot. */
  readonly dialer: DialerEndpoint | null;
  /** `null`: calls are judged by the models, else by the built-in understanding. */
  readonly bailianApp: BailianApp | null;
  /** `null`: materials are kept in a folder of DATA_DIR. */
  readonly objectStore: ObjectStore | null;
}

const flag = z
  .enum(['on', 'off', 'true', 'false', '1', '0'])
  .transform((value) => value === 'on' || value === 'true' || value === '1');
const wholeNumber = (min: number, max: number) => z.coerce.number().int().min(min).max(max);
const httpUrl = z.url({ protocol: /^https?$/ });

const Variables = z.object({
  PORT: wholeNumber(0, 65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  ROLE: z.enum(['all', 'api', 'worker']).default('all'),
  PUBLIC_URL: httpUrl.optional(),
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_POOL: wholeNumber(2, 200).default(10),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  QDRANT_URL: httpUrl.optional(),
  QDRANT_API_KEY: z.string().optional(),
  EMBEDDINGS_URL: httpUrl.optional(),
  EMBEDDINGS_API_KEY: z.string().optional(),
  EMBEDDINGS_MODEL: z.string().max(120).default('BAAI/bge-m3'),
  EMBEDDINGS_DIMENSION: wholeNumber(8, 8192).default(1024),
  RERANK_URL: httpUrl.optional(),
  RERANK_API_KEY: z.string().optional(),
  RERANK_MODEL: z.string().max(120).default('BAAI/bge-reranker-v2-m3'),
  RERANK_SHAPE: z.enum(RERANK_SHAPES).default('siliconflow'),
  ALIYUN_ACCESS_KEY_ID: z.string().optional(),
  ALIYUN_ACCESS_KEY_SECRET: z.string().optional(),
  OUTBOUND_INSTANCE_ID: z.string().optional(),
  OUTBOUND_URL: httpUrl.default('https://outboundbot.cn-shanghai.aliyuncs.com/'),
  OUTBOUND_CALLS_PER_SECOND: z.coerce.number().min(0.1).max(1000).default(5),
  OUTBOUND_TIMEOUT_MS: wholeNumber(100, 120_000).default(10_000),
  BAILIAN_URL: httpUrl.default('https://dashscope.aliyuncs.com'),
  BAILIAN_APP_ID: z
    .string()
    .regex(/^[\w-]{1,80}$/, '只能是字母、数字、下划线和短横线')
    .optional(),
  BAILIAN_API_KEY: z.string().optional(),
  BAILIAN_WORKSPACE: z.string().optional(),
  BAILIAN_TIMEOUT_MS: wholeNumber(100, 120_000).default(20_000),
  CALLS_MONITOR_MINUTES: z.coerce
    .number()
    .int()
    .refine((minutes) => [1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 60].includes(minutes), '要能整除一小时，例如 5')
    .default(5),
  CALLS_QUERY_DELAY_SECONDS: wholeNumber(0, 3600).default(60),
  CALLS_CONVERSATION_WAIT_MINUTES: wholeNumber(1, 10_080).default(60),
  CALLS_ANALYSIS_MS: wholeNumber(100, 600_000).default(30_000),
  CALLS_PRICE_PER_MINUTE: z.coerce.number().min(0).max(100).default(0),
  CALLS_SCRIPTS: CallScripts.default([]),
  WORKTOOL_URL: httpUrl.default('https://api.worktool.ymdyes.cn'),
  GEWE_URL: httpUrl.default('https://api.geweapi.com/gewe/v2/api'),
  GEWE_TOKEN: z.string().optional(),
  S3_ENDPOINT: httpUrl.optional(),
  S3_REGION: z.string().max(60).default('us-east-1'),
  S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, '3 到 63 个小写字母、数字、点和短横线')
    .optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  S3_PATH_STYLE: flag.default(false),
  ADMIN_PASSWORD: z.string().min(10, '至少 10 个字符').optional(),
  DEMO_DATA: flag.default(true),
  JWT_SECRET: z.string().min(32, '至少 32 个字符').optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  TRUST_PROXY: flag.default(false),
  ALLOWED_ORIGINS: z
    .string()
    .default('')
    .transform((list) =>
      list
        .split(',')
        .map((origin) => origin.trim())
        .filter(Boolean),
    ),
  LLM_BASE_URL: httpUrl.optional(),
  LLM_API_KEY: z.string().optional(),
  LLM_MODEL: z.string().optional(),
  LLM_FALLBACKS: z.string().optional(),
  LLM_AGENT_MODELS: z.string().optional(),
  LLM_TEMPERATURE: z.coerce.number().min(0).max(2).default(0.2),
  LLM_CONTEXT_TOKENS: wholeNumber(2000, 2_000_000).default(32_000),
  LLM_PRICE_IN: z.coerce.number().min(0).default(0),
  LLM_PRICE_OUT: z.coerce.number().min(0).default(0),
  LLM_FIRST_TOKEN_MS: wholeNumber(100, 600_000).default(20_000),
  LLM_TOTAL_MS: wholeNumber(1000, 1_800_000).default(120_000),
  LLM_REWORD_MS: wholeNumber(0, 60_000).default(4000),
  KNOWLEDGE_SURE_FROM: z.coerce.number().min(0).max(1).default(0.5),
  KNOWLEDGE_UNSURE_FROM: z.coerce.number().min(0).max(1).default(0.25),
  SHUTDOWN_GRACE_MS: wholeNumber(0, 600_000).default(20_000),
  CALLBACK_DEADLINE_MS: wholeNumber(50, 600_000).default(700),
  CALLBACK_SPOOL_MB: wholeNumber(1, 100_000).default(256),
  SOP_BATCH: wholeNumber(1, 1000).default(50),
  SOP_COLLECT_MS: wholeNumber(0, 60_000).default(4000),
  RATE_LIMIT: wholeNumber(1, 10_000_000).default(1200),
});
type Variables = z.output<typeof Variables>;

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

/** The model endpoints of the knowledge base. Local servers need no key. */
function knowledgeEndpoints(env: Variables): Pick<Secrets, 'embeddings' | 'rerank'> {
  return {
    embeddings: env.EMBEDDINGS_URL
      ? {
          url: env.EMBEDDINGS_URL,
          apiKey: env.EMBEDDINGS_API_KEY ?? '',
          model: env.EMBEDDINGS_MODEL,
          dimension: env.EMBEDDINGS_DIMENSION,
        }
      : null,
    rerank: env.RERANK_URL
      ? {
          url: env.RERANK_URL,
          apiKey: env.RERANK_API_KEY ?? '',
          model: env.RERANK_MODEL,
          shape: env.RERANK_SHAPE,
        }
      : null,
  };
}

/** The key and the instance belong together; without them the robot is off. */
function dialerEndpoint(env: Variables, problems: string[]): DialerEndpoint | null {
  const { ALIYUN_ACCESS_KEY_ID: id, ALIYUN_ACCESS_KEY_SECRET: secret, OUTBOUND_INSTANCE_ID: instanceId } = env;
  if (!instanceId) return null;
  if (!id || !secret) {
    problems.push('OUTBOUND_INSTANCE_ID: needs ALIYUN_ACCESS_KEY_ID and ALIYUN_ACCESS_KEY_SECRET');
    return null;
  }
  return {
    url: env.OUTBOUND_URL,
    accessKeyId: id,
    accessKeySecret: secret,
    instanceId,
    callsPerSecond: env.OUTBOUND_CALLS_PER_SECOND,
    timeoutMs: env.OUTBOUND_TIMEOUT_MS,
  };
}

/** The app and its key belong together. */
function bailianAppOf(env: Variables, problems: string[]): BailianApp | null {
  if (!env.BAILIAN_APP_ID) return null;
  if (!env.BAILIAN_API_KEY) {
    problems.push('BAILIAN_APP_ID: needs BAILIAN_API_KEY');
    return null;
  }
  return {
    url: env.BAILIAN_URL.replace(/\/$/, ''),
    appId: env.BAILIAN_APP_ID,
    apiKey: env.BAILIAN_API_KEY,
    workspace: env.BAILIAN_WORKSPACE ?? null,
    timeoutMs: env.BAILIAN_TIMEOUT_MS,
  };
}

/** Reads the variables; one that does not fit is noted and takes its default, so that the checks after it still run. */
function parseVariables(environment: Environment, problems: string[]): Variables {
  const parsed = Variables.safeParse(environment);
  if (parsed.success) return parsed.data;
  const faulty = new Set<PropertyKey | undefined>();
  for (const issue of parsed.error.issues) {
    problems.push(`${issue.path.join('.')}: ${issue.message}`);
    faulty.add(issue.path[0]);
  }
  return Variables.parse(Object.fromEntries(Object.entries(environment).filter(([name]) => !faulty.has(name))));
}

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
function parseModels(env: Variables, problems: string[]): ModelEndpoint[] {
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
function parseAgentModels(
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

function configError(problems: string[]): AppError {
  return new AppError('kernel.config_invalid', KERNEL_ERRORS['kernel.config_invalid'], {
    details: { problems: problems.join('; ') },
  });
}
