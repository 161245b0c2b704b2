import type { Cache } from './cache.ts';

const ONLINE_SECONDS = 60;

/** Who has a chat open somewhere. A mark lasts a minute, so a crashed process leaves nobody online for long. */
export interface Presence {
  touch(userId: string): Promise<void>;
  leave(userId: string): Promise<void>;
  online(): Promise<string[]>;
}

export function createPresence(cache: Cache): Presence {
  return {
    touch: (userId) => cache.set(`presence:${userId}`, 1, ONLINE_SECONDS),
    leave: (userId) => cache.delete(`presence:${userId}`),
    online: async () => (await cache.keys('presence:')).map((key) => key.slice('presence:'.length)),
  };
}
