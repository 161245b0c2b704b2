import type { Clock } from '../clock.ts';
import type { Logger } from '../logger.ts';
import { connectRedis } from './connect-redis.ts';

/** Values that may vanish at any time and can be computed again. */
export interface Cache {
  get<T>(key: string): Promise<T | undefined>;
  set(key: string, value: unknown, ttlSeconds: number): Promise<void>;
  delete(key: string): Promise<void>;
  /** Keys that begin with the prefix, at most a thousand. */
  keys(prefix: string): Promise<string[]>;
  close(): Promise<void>;
}

const MOST_ENTRIES = 5000;
const MOST_KEYS = 1000;

/** The cache of one process: the oldest entries leave when it is full. */
export function createMemoryCache(clock: Clock): Cache {
  const entries = new Map<string, { value: unknown; until: number }>();
  const alive = (key: string): unknown => {
    const entry = entries.get(key);
    if (!entry) return undefined;
    if (entry.until > clock.now().getTime()) return entry.value;
    entries.delete(key);
    return undefined;
  };
  return {
    get: <T>(key: string) => Promise.resolve(alive(key) as T | undefined),
    set: (key, value, ttlSeconds) => {
      entries.delete(key);
      entries.set(key, { value, until: clock.now().getTime() + ttlSeconds * 1000 });
      if (entries.size > MOST_ENTRIES) entries.delete(entries.keys().next().value as string);
      return Promise.resolve();
    },
    delete: (key) => {
      entries.delete(key);
      return Promise.resolve();
    },
    keys: (prefix) =>
      Promise.resolve(
        [...entries.keys()].filter((key) => key.startsWith(prefix) && alive(key) !== undefined).slice(0, MOST_KEYS),
      ),
    close: () => Promise.resolve(),
  };
}

/** The cache shared by all processes. While Redis is away every read misses and every write is dropped. */
export function createRedisCache(url: string, logger: Logger): Cache {
  const redis = connectRedis(url, 'cache', logger);
  const name = (key: string): string => `xiaoshu:cache:${key}`;
  const quietly = async <T>(work: () => Promise<T>, otherwise: T): Promise<T> => {
    if (redis.status !== 'ready') return otherwise;
    return await work().catch(() => otherwise);
  };
  return {
    get: <T>(key: string) =>
      quietly<T | undefined>(async () => {
        const text = await redis.get(name(key));
        return text === null ? undefined : (JSON.parse(text) as T);
      }, undefined),
    set: (key, value, ttlSeconds) =>
      quietly(async () => void (await redis.set(name(key), JSON.stringify(value), 'EX', ttlSeconds)), undefined),
    delete: (key) => quietly(async () => void (await redis.del(name(key))), undefined),
    keys: (prefix) =>
      quietly(async () => {
        const found = new Set<string>();
        const pattern = `${name(prefix).replaceAll(/[\\*?[\]]/g, '\\$&')}*`;
        let cursor = '0';
        do {
          // SCAN answers piece by piece, a piece may be empty, and a key may come twice.
          const [next, keys] = await redis.scan(cursor, 'MATCH', pattern, 'COUNT', 1000);
          for (const key of keys) found.add(key.slice(name('').length));
          cursor = next;
        } while (cursor !== '0' && found.size < MOST_KEYS);
        return [...found].slice(0, MOST_KEYS);
      }, []),
    close: () => {
      redis.disconnect();
      return Promise.resolve();
    },
  };
}
