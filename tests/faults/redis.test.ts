import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRedisBus } from '../../kernel/bus/redis-bus.ts';
import { createRedisCache } from '../../kernel/redis/cache.ts';
import { createPresence } from '../../kernel/redis/presence.ts';
import { logLines } from '../support/log-lines.ts';
import { HAS_REDIS, redisProcess, type RedisProcess } from '../support/redis-process.ts';

const SOON = { timeout: 12_000, interval: 20 };
let redis: RedisProcess;
let closing: Array<() => Promise<void>> = [];

beforeEach(async () => {
  redis = await redisProcess();
});
afterEach(async () => {
  for (const close of closing) await close();
  closing = [];
  await redis.kill();
});

/** A bus, what its process heard, and what it logged. */
function listener() {
  const { logger, lines } = logLines();
  const bus = createRedisBus(redis.url, logger);
  closing.push(() => bus.close());
  const heard: string[] = [];
  bus.subscribe('identity.user_changed', ({ id }) => heard.push(id));
  return { bus, heard, lines, said: (msg: string) => lines().filter((line) => line['msg'] === msg) };
}

const LOST = 'Redis is lost; the service goes on without it';
const BACK = 'Redis is back';

describe.skipIf(!HAS_REDIS)('events between processes', () => {
  it('reach each listener once, here and there, as soon as the bus says it is ready', async () => {
    await redis.start();
    const [a, b] = [listener(), listener()];
    await vi.waitUntil(() => a.bus.ready() && b.bus.ready(), SOON);
    a.bus.publish('identity.user_changed', { id: 'from-a' });
    b.bus.publish('identity.user_changed', { id: 'from-b' });
    await vi.waitUntil(() => a.heard.length >= 2 && b.heard.length >= 2, SOON);
    expect(a.heard.toSorted()).toEqual(['from-a', 'from-b']);
    expect(b.heard.toSorted()).toEqual(['from-a', 'from-b']);
  });

  it('stay in the process while Redis is away from the start, and cross when it comes', async () => {
    const [a, b] = [listener(), listener()];
    a.bus.publish('identity.user_changed', { id: 'alone' });
    await vi.waitUntil(() => a.heard.length === 1 && a.said(LOST).length === 2, SOON);
    expect(a.bus.ready()).toBe(false);
    await redis.start();
    await vi.waitUntil(() => a.bus.ready() && b.bus.ready(), SOON);
    a.bus.publish('identity.user_changed', { id: 'together' });
    await vi.waitUntil(() => b.heard.includes('together'), SOON);
    expect(b.heard).toEqual(['together']);
    expect(a.heard).toEqual(['alone', 'together']);
    expect(a.said(LOST)).toHaveLength(2);
    expect(a.said(BACK)).toHaveLength(2);
  });

  it('survive a crash of Redis: told once, heard locally, healed by itself', async () => {
    await redis.start();
    const [a, b] = [listener(), listener()];
    await vi.waitUntil(() => a.bus.ready() && b.bus.ready(), SOON);
    await redis.kill();
    await vi.waitUntil(() => !a.bus.ready() && a.said(LOST).length === 2, SOON);
    for (let n = 0; n < 50; n += 1) a.bus.publish('identity.user_changed', { id: `lost-${n}` });
    await vi.waitUntil(() => a.heard.length === 50, SOON);
    await redis.start();
    await vi.waitUntil(() => a.bus.ready() && b.bus.ready(), SOON);
    a.bus.publish('identity.user_changed', { id: 'healed' });
    await vi.waitUntil(() => b.heard.includes('healed'), SOON);
    expect(b.heard).toEqual(['healed']);
    expect(
      a
        .said(LOST)
        .map((line) => line['connection'])
        .toSorted(),
    ).toEqual(['bus-in', 'bus-out']);
    expect(a.said(BACK)).toHaveLength(2);
  });
});

describe.skipIf(!HAS_REDIS)('the shared cache', () => {
  it('is one for all processes, and a value ends with its time', async () => {
    await redis.start();
    const [a, b] = [createRedisCache(redis.url, logLines().logger), createRedisCache(redis.url, logLines().logger)];
    closing.push(
      () => a.close(),
      () => b.close(),
    );
    await vi.waitUntil(async () => (await a.set('k', { n: 1 }, 60), await b.get('k')), SOON);
    expect(await b.get('k')).toEqual({ n: 1 });
    await b.delete('k');
    expect(await a.get('k')).toBeUndefined();
    await a.set('short', 1, 1);
    expect(await b.get('short')).toBe(1);
    await vi.waitUntil(async () => (await b.get('short')) === undefined, SOON);
  });

  it('finds the keys of a prefix among thousands of others', async () => {
    await redis.start();
    const cache = createRedisCache(redis.url, logLines().logger);
    closing.push(() => cache.close());
    await vi.waitUntil(async () => (await cache.set('first', 1, 60), await cache.get('first')), SOON);
    await Promise.all(Array.from({ length: 5000 }, (_, n) => cache.set(`other:${n}`, n, 60)));
    const presence = createPresence(cache);
    const people = Array.from({ length: 40 }, (_, n) => `user-${n}`);
    for (const id of people) await presence.touch(id);
    expect((await presence.online()).toSorted()).toEqual(people.toSorted());
    await presence.leave('user-0');
    expect(await presence.online()).toHaveLength(39);
  });

  it('misses while Redis is away or does not answer, and never throws', async () => {
    await redis.start();
    const cache = createRedisCache(redis.url, logLines().logger);
    closing.push(() => cache.close());
    await vi.waitUntil(async () => (await cache.set('k', 1, 60), await cache.get('k')), SOON);
    redis.stall();
    const asked = performance.now();
    expect(await cache.get('k')).toBeUndefined();
    expect(performance.now() - asked).toBeLessThan(4000);
    redis.resume();
    await vi.waitUntil(async () => (await cache.get('k')) === 1, SOON);
    await redis.kill();
    await vi.waitUntil(async () => (await cache.get('k')) === undefined, SOON);
    await cache.set('k', 2, 60);
    await cache.delete('k');
    expect(await cache.keys('')).toEqual([]);
  });
});
