import { Redis } from 'ioredis';
import type { Logger } from '../logger.ts';

/**
 * A Redis connection that may be lost: commands fail at once while it is down instead of queueing up, it heals by
 * itself, and each loss and each return is logged once.
 */
export function connectRedis(url: string, name: string, logger: Logger): Redis {
  const redis = new Redis(url, {
    connectionName: `xiaoshu-${name}`,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    lazyConnect: false,
    commandTimeout: 2000,
    retryStrategy: (times) => Math.min(times * 200, 5000),
  });
  let lost = false;
  redis.on('error', (error) => {
    if (lost) return;
    lost = true;
    logger.warn({ error, connection: name }, 'Redis is lost; the service goes on without it');
  });
  redis.on('ready', () => {
    if (lost) logger.info({ connection: name }, 'Redis is back');
    lost = false;
  });
  return redis;
}
