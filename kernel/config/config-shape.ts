import type { CallScript } from './call-scripts.ts';
import type { ObjectStore } from './object-store.ts';

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
