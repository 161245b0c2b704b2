import { describe, expect, it } from 'vitest';
import { FakeClock } from '../../tests/support/fake-clock.ts';
import { createMemoryCache } from './cache.ts';
import { createPresence } from './presence.ts';

describe('the cache of one process', () => {
  it('holds a value for its time and no longer', async () => {
    const clock = new FakeClock();
    const cache = createMemoryCache(clock);
    await cache.set('k', { n: 1 }, 10);
    clock.advance({ seconds: 9 });
    expect(await cache.get('k')).toEqual({ n: 1 });
    clock.advance({ seconds: 1 });
    expect(await cache.get('k')).toBeUndefined();
  });

  it('lets the oldest go when it is full; writing again makes a value young', async () => {
    const cache = createMemoryCache(new FakeClock());
    await cache.set('old', 1, 60);
    await cache.set('kept', 1, 60);
    for (let n = 0; n < 4998; n += 1) await cache.set(`k${n}`, n, 60);
    await cache.set('kept', 2, 60);
    await cache.set('one more', 1, 60);
    expect(await cache.get('old')).toBeUndefined();
    expect(await cache.get('kept')).toBe(2);
  });

  it('knows who is online, and forgets those who went silent', async () => {
    const clock = new FakeClock();
    const presence = createPresence(createMemoryCache(clock));
    await presence.touch('a');
    await presence.touch('b');
    await presence.leave('b');
    clock.advance({ seconds: 59 });
    await presence.touch('c');
    expect(await presence.online()).toEqual(['a', 'c']);
    clock.advance({ seconds: 1 });
    expect(await presence.online()).toEqual(['c']);
  });
});
