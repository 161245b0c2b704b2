import { describe, expect, it } from 'vitest';
import { AppError } from '../errors.ts';
import { toConfig } from './config.ts';
import type { Config } from './config-shape.ts';
import { ENV_NAMES, readEnvironment, type EnvName, type Environment } from './env.ts';

const MODEL: Environment = { LLM_BASE_URL: 'http://127.0.0.1:9/v1', LLM_MODEL: 'm' };
const EMBEDDINGS: Environment = { EMBEDDINGS_URL: 'http://127.0.0.1:9/v1' };
const RERANK: Environment = { RERANK_URL: 'http://127.0.0.1:9/v1' };
const DIALER: Environment = {
  ALIYUN_ACCESS_KEY_ID: 'id',
  ALIYUN_ACCESS_KEY_SECRET: 'secret',
  OUTBOUND_INSTANCE_ID: 'i-1',
};
const BAILIAN: Environment = { BAILIAN_APP_ID: 'app-1', BAILIAN_API_KEY: 'key' };
const S3: Environment = {
  S3_ENDPOINT: 'https://oss.example.com',
  S3_BUCKET: 'materials',
  S3_ACCESS_KEY_ID: 'id',
  S3_SECRET_ACCESS_KEY: 'secret',
};
const SERVER: Environment = { DATABASE_URL: 'postgres://u:p@127.0.0.1/d', JWT_SECRET: 'x'.repeat(32) };

/** What each name is set to, what must be set with it, and where the value has to arrive. */
const NAMES: Record<EnvName, readonly [value: string, seen: (config: Config) => unknown, as: unknown, Environment?]> = {
  PORT: ['8080', (c) => c.port, 8080],
  HOST: ['0.0.0.0', (c) => c.host, '0.0.0.0'],
  ROLE: ['worker', (c) => c.role, 'worker', SERVER],
  PUBLIC_URL: ['https://crm.example.com/app', (c) => c.allowedOrigins, ['https://crm.example.com']],
  DATA_DIR: ['/srv/x', (c) => c.dataDir, '/srv/x'],
  DATABASE_URL: ['postgresql://u@127.0.0.1/d', (c) => c.databaseUrl, 'postgresql://u@127.0.0.1/d'],
  DATABASE_POOL: ['25', (c) => c.databasePool, 25],
  REDIS_URL: ['redis://127.0.0.1:6380/2', (c) => c.redisUrl, 'redis://127.0.0.1:6380/2'],
  QDRANT_URL: ['http://127.0.0.1:6333', (c) => c.qdrantUrl, 'http://127.0.0.1:6333'],
  QDRANT_API_KEY: ['key-q', (c) => c.secrets.qdrantApiKey, 'key-q'],
  EMBEDDINGS_URL: ['http://127.0.0.1:8/v1', (c) => c.secrets.embeddings?.url, 'http://127.0.0.1:8/v1'],
  EMBEDDINGS_API_KEY: ['key-e', (c) => c.secrets.embeddings?.apiKey, 'key-e', EMBEDDINGS],
  EMBEDDINGS_MODEL: ['m3', (c) => c.secrets.embeddings?.model, 'm3', EMBEDDINGS],
  EMBEDDINGS_DIMENSION: ['768', (c) => c.secrets.embeddings?.dimension, 768, EMBEDDINGS],
  RERANK_URL: ['http://127.0.0.1:8/v1', (c) => c.secrets.rerank?.url, 'http://127.0.0.1:8/v1'],
  RERANK_API_KEY: ['key-r', (c) => c.secrets.rerank?.apiKey, 'key-r', RERANK],
  RERANK_MODEL: ['r3', (c) => c.secrets.rerank?.model, 'r3', RERANK],
  RERANK_SHAPE: ['tei', (c) => c.secrets.rerank?.shape, 'tei', RERANK],
  ALIYUN_ACCESS_KEY_ID: ['LTAI1', (c) => c.secrets.dialer?.accessKeyId, 'LTAI1', DIALER],
  ALIYUN_ACCESS_KEY_SECRET: ['key-d', (c) => c.secrets.dialer?.accessKeySecret, 'key-d', DIALER],
  OUTBOUND_INSTANCE_ID: ['i-2', (c) => c.secrets.dialer?.instanceId, 'i-2', DIALER],
  OUTBOUND_URL: ['http://127.0.0.1:4010/', (c) => c.secrets.dialer?.url, 'http://127.0.0.1:4010/', DIALER],
  OUTBOUND_CALLS_PER_SECOND: ['2.5', (c) => c.secrets.dialer?.callsPerSecond, 2.5, DIALER],
  OUTBOUND_TIMEOUT_MS: ['3000', (c) => c.secrets.dialer?.timeoutMs, 3000, DIALER],
  BAILIAN_URL: ['http://127.0.0.1:4011/', (c) => c.secrets.bailianApp?.url, 'http://127.0.0.1:4011', BAILIAN],
  BAILIAN_APP_ID: ['app-2', (c) => c.secrets.bailianApp?.appId, 'app-2', BAILIAN],
  BAILIAN_API_KEY: ['key-e', (c) => c.secrets.bailianApp?.apiKey, 'key-e', BAILIAN],
  BAILIAN_WORKSPACE: ['ws-1', (c) => c.secrets.bailianApp?.workspace, 'ws-1', BAILIAN],
  BAILIAN_TIMEOUT_MS: ['4000', (c) => c.secrets.bailianApp?.timeoutMs, 4000, BAILIAN],
  CALLS_MONITOR_MINUTES: ['10', (c) => c.calls.monitorMinutes, 10],
  CALLS_QUERY_DELAY_SECONDS: ['30', (c) => c.calls.queryDelaySeconds, 30],
  CALLS_CONVERSATION_WAIT_MINUTES: ['90', (c) => c.calls.conversationWaitMinutes, 90],
  CALLS_ANALYSIS_MS: ['5000', (c) => c.calls.analysisMs, 5000],
  CALLS_PRICE_PER_MINUTE: ['0.15', (c) => c.calls.pricePerMinute, 0.15],
  CALLS_SCRIPTS: [
    '老客户回访=s-1, 活动邀约 = s-2',
    (c) => c.calls.scripts,
    [
      { name: '老客户回访', id: 's-1' },
      { name: '活动邀约', id: 's-2' },
    ],
  ],
  WORKTOOL_URL: ['http://127.0.0.1:4010', (c) => c.worktoolUrl, 'http://127.0.0.1:4010'],
  GEWE_URL: ['http://127.0.0.1:2531/v2/api', (c) => c.geweUrl, 'http://127.0.0.1:2531/v2/api'],
  GEWE_TOKEN: ['token-g', (c) => c.secrets.geweToken, 'token-g'],
  S3_ENDPOINT: ['http://127.0.0.1:9000', (c) => c.secrets.objectStore?.endpoint, 'http://127.0.0.1:9000', S3],
  S3_REGION: ['cn-east-1', (c) => c.secrets.objectStore?.region, 'cn-east-1', S3],
  S3_BUCKET: ['files', (c) => c.secrets.objectStore?.bucket, 'files', S3],
  S3_ACCESS_KEY_ID: ['AK', (c) => c.secrets.objectStore?.accessKeyId, 'AK', S3],
  S3_SECRET_ACCESS_KEY: ['SK', (c) => c.secrets.objectStore?.secretAccessKey, 'SK', S3],
  S3_PATH_STYLE: ['on', (c) => c.secrets.objectStore?.pathStyle, true, S3],
  ADMIN_PASSWORD: ['0123456789', (c) => c.secrets.adminPassword, '0123456789'],
  DEMO_DATA: ['off', (c) => c.demoData, false],
  JWT_SECRET: ['s'.repeat(40), (c) => c.secrets.jwtSecret, 's'.repeat(40)],
  LOG_LEVEL: ['debug', (c) => c.logLevel, 'debug'],
  TRUST_PROXY: ['on', (c) => c.trustProxy, true],
  ALLOWED_ORIGINS: ['https://a.example, https://b.example,', (c) => c.allowedOrigins.length, 2],
  LLM_BASE_URL: ['http://127.0.0.1:8/v1', (c) => c.secrets.models[0]?.baseUrl, 'http://127.0.0.1:8/v1', MODEL],
  LLM_API_KEY: ['key-1', (c) => c.secrets.models[0]?.apiKey, 'key-1', MODEL],
  LLM_MODEL: ['big', (c) => c.secrets.models[0]?.model, 'big', MODEL],
  LLM_FALLBACKS: ['[{"model":"b","price_in":2}]', (c) => c.secrets.models.map((m) => m.model), ['m', 'b'], MODEL],
  LLM_AGENT_MODELS: ['{"writer":"w"}', (c) => c.secrets.agentModels['writer']?.map((m) => m.model), ['w', 'm'], MODEL],
  LLM_TEMPERATURE: ['0.7', (c) => c.secrets.models[0]?.temperature, 0.7, MODEL],
  LLM_CONTEXT_TOKENS: ['64000', (c) => c.secrets.models[0]?.contextTokens, 64_000, MODEL],
  LLM_PRICE_IN: ['1.5', (c) => c.secrets.models[0]?.priceIn, 1.5, MODEL],
  LLM_PRICE_OUT: ['6', (c) => c.secrets.models[0]?.priceOut, 6, MODEL],
  LLM_FIRST_TOKEN_MS: ['900', (c) => c.firstTokenMs, 900],
  LLM_TOTAL_MS: ['9000', (c) => c.totalMs, 9000],
  LLM_REWORD_MS: ['700', (c) => c.rewordMs, 700],
  KNOWLEDGE_SURE_FROM: ['0.6', (c) => c.knowledge.sureFrom, 0.6],
  KNOWLEDGE_UNSURE_FROM: ['0.3', (c) => c.knowledge.unsureFrom, 0.3],
  SHUTDOWN_GRACE_MS: ['1000', (c) => c.shutdownGraceMs, 1000],
  CALLBACK_DEADLINE_MS: ['900', (c) => c.callbackDeadlineMs, 900],
  CALLBACK_SPOOL_MB: ['2', (c) => c.callbackSpoolBytes, 2_097_152],
  SOP_BATCH: ['20', (c) => c.sopBatch, 20],
  SOP_COLLECT_MS: ['0', (c) => c.sopCollectMs, 0],
  RATE_LIMIT: ['7', (c) => c.rateLimit, 7],
};

function problemsOf(environment: Environment): string {
  try {
    toConfig(environment);
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(AppError);
    expect((thrown as AppError).code).toBe('kernel.config_invalid');
    return (thrown as AppError).message;
  }
  throw new Error('the settings were accepted');
}

describe('settings', () => {
  it('have a default for everything', () => {
    expect(toConfig({})).toMatchObject({
      role: 'all',
      port: 3000,
      host: '127.0.0.1',
      databaseUrl: null,
      redisUrl: null,
    });
    expect(toConfig({}).secrets).toEqual({
      adminPassword: null,
      jwtSecret: null,
      models: [],
      agentModels: {},
      qdrantApiKey: null,
      geweToken: null,
      embeddings: null,
      rerank: null,
      dialer: null,
      bailianApp: null,
      objectStore: null,
    });
  });

  it.each(ENV_NAMES)('%s arrives where it is read', (name) => {
    const [value, seen, as, others = {}] = NAMES[name];
    expect(seen(toConfig({ ...others, [name]: value }))).toEqual(as);
  });

  it('knows the vendors by default, and its own public address only when told', () => {
    expect(toConfig({})).toMatchObject({
      publicUrl: null,
      worktoolUrl: 'https://api.worktool.ymdyes.cn',
      geweUrl: 'https://api.geweapi.com/gewe/v2/api',
    });
    expect(toConfig({ PUBLIC_URL: 'https://crm.example.com/app/' }).publicUrl).toBe('https://crm.example.com/app');
  });

  it('reads only its own names and takes blank ones as not set', () => {
    expect(readEnvironment({ PORT: ' 80 ', HOST: '  ', PATH: '/bin' })).toEqual({ PORT: '80' });
  });

  it('tells all faults together, whatever kind they are', () => {
    const told = problemsOf({
      PORT: '70000',
      LOG_LEVEL: 'loud',
      ADMIN_PASSWORD: 'short',
      ROLE: 'api',
      LLM_BASE_URL: 'http://127.0.0.1:9/v1',
      LLM_FALLBACKS: '[{"model":',
      LLM_AGENT_MODELS: '{"writer":{"modle":"w"}}',
    });
    for (const name of ['PORT', 'LOG_LEVEL', 'ADMIN_PASSWORD', 'JWT_SECRET', 'DATABASE_URL', 'LLM_MODEL'])
      expect(told).toContain(name);
    expect(told).toContain('LLM_FALLBACKS: not valid JSON');
    expect(told).toContain('LLM_AGENT_MODELS.writer');
  });

  it('never repeats a secret in a fault', () => {
    const told = problemsOf({
      ...MODEL,
      JWT_SECRET: 'too-short-secret',
      ADMIN_PASSWORD: 'sesame',
      LLM_FALLBACKS: '[{"api_key":"key-of-mine"}]',
    });
    expect(told).not.toMatch(/too-short-secret|sesame|key-of-mine/);
  });

  it('an app of the Bailian console needs its key', () => {
    expect(problemsOf({ BAILIAN_APP_ID: 'app-1' })).toContain('BAILIAN_APP_ID: needs BAILIAN_API_KEY');
    expect(problemsOf({ BAILIAN_APP_ID: '../other', BAILIAN_API_KEY: 'k' })).toContain('BAILIAN_APP_ID');
    expect(toConfig({ BAILIAN_API_KEY: 'k' }).secrets.bailianApp).toBeNull();
  });

  it.each(['ALIYUN_ACCESS_KEY_ID', 'ALIYUN_ACCESS_KEY_SECRET'])('an outbound instance needs %s', (name) => {
    const told = problemsOf({ ...DIALER, [name]: undefined });
    expect(told).toContain('OUTBOUND_INSTANCE_ID');
    expect(told).not.toMatch(/: secret|i-1/);
    expect(toConfig({ ...DIALER, OUTBOUND_INSTANCE_ID: undefined }).secrets.dialer).toBeNull();
  });

  it.each(['api', 'worker'])('role %s needs a database of its own', (ROLE) => {
    expect(problemsOf({ ROLE, JWT_SECRET: 'x'.repeat(32) })).toContain('DATABASE_URL');
    expect(toConfig({ ...SERVER, ROLE }).role).toBe(ROLE);
  });

  it('role api also needs the secret all processes sign with; a worker signs nothing', () => {
    const { DATABASE_URL } = SERVER as { DATABASE_URL: string };
    expect(problemsOf({ ROLE: 'api', DATABASE_URL })).toContain('JWT_SECRET');
    expect(toConfig({ ROLE: 'worker', DATABASE_URL }).secrets.jwtSecret).toBeNull();
  });
});

describe('model endpoints', () => {
  it('inherit address, key and prices unless they say otherwise', () => {
    const { models } = toConfig({
      ...MODEL,
      LLM_API_KEY: 'k1',
      LLM_PRICE_IN: '3',
      LLM_FALLBACKS: '[{"name":"b","model":"m2","base_url":"http://127.0.0.1:7/v1","api_key":"k2","price_in":1}]',
    }).secrets;
    expect(models[0]).toMatchObject({ name: 'primary', apiKey: 'k1', priceIn: 3 });
    expect(models[1]).toMatchObject({ name: 'b', apiKey: 'k2', priceIn: 1, baseUrl: 'http://127.0.0.1:7/v1' });
  });

  it('are refused when an agent names a model that has no address', () => {
    expect(problemsOf({ LLM_AGENT_MODELS: '{"writer":"w"}' })).toContain('LLM_AGENT_MODELS.writer');
    const alone = toConfig({ LLM_AGENT_MODELS: '{"writer":{"model":"w","base_url":"http://127.0.0.1:7/v1"}}' });
    expect(alone.secrets.agentModels['writer']).toHaveLength(1);
  });

  it('are checked key by key', () => {
    expect(problemsOf({ ...MODEL, LLM_FALLBACKS: '[{"model":"a"},{"model":"","speed":1}]' })).toMatch(
      /LLM_FALLBACKS\.1.*LLM_FALLBACKS\.1/,
    );
  });
});
