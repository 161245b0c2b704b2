import { z } from 'zod';
import { CallScripts } from './call-scripts.ts';
import { RERANK_SHAPES } from './config-shape.ts';
import type { Environment } from './env.ts';

const flag = z
  .enum(['on', 'off', 'true', 'false', '1', '0'])
  .transform((value) => value === 'on' || value === 'true' || value === '1');
const wholeNumber = (min: number, max: number) => z.coerce.number().int().min(min).max(max);
/** An address of HTTP. */
export const httpUrl = z.url({ protocol: /^https?$/ });

/** The variables of the environment, each with its default. */
export const Variables = z.object({
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
export type Variables = z.output<typeof Variables>;

/** Reads the variables; one that does not fit is noted and takes its default, so that the checks after it still run. */
export function parseVariables(environment: Environment, problems: string[]): Variables {
  const parsed = Variables.safeParse(environment);
  if (parsed.success) return parsed.data;
  const faulty = new Set<PropertyKey | undefined>();
  for (const issue of parsed.error.issues) {
    problems.push(`${issue.path.join('.')}: ${issue.message}`);
    faulty.add(issue.path[0]);
  }
  return Variables.parse(Object.fromEntries(Object.entries(environment).filter(([name]) => !faulty.has(name))));
}
