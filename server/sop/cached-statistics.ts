import { createHash } from 'node:crypto';
import { readStats } from '../../domain/sop/statistics/read-stats.ts';
import { templateStatistics } from '../../domain/sop/statistics/template-statistics.ts';
import type { Scope } from '../../domain/scope.ts';
import type { SopStatisticsQuery, SopStats, SopTemplateStatistics } from '../../kernel/contracts/sop-statistics.ts';
import type { ServiceParts } from '../parts.ts';

/** So long a number may be old that nobody's deed has changed: what runs by itself counts on meanwhile. */
const STALE_SECONDS = 15;
const PREFIX = 'sop-stats:';

/** The statistics of sequences, read at most every few seconds and anew as soon as somebody changes a template. */
export interface SopStatistics {
  all(scope: Pick<Scope, 'em' | 'clock'>): Promise<SopStats>;
  of(scope: Pick<Scope, 'em'>, input: SopStatisticsQuery & { readonly id: string }): Promise<SopTemplateStatistics>;
}

export function cachedStatistics({ cache, bus }: Pick<ServiceParts, 'cache' | 'bus'>): SopStatistics {
  bus.subscribe('sop.template_changed', ({ id }) => {
    // The cache may lose what it holds; failing to forget something costs its seconds of age.
    const forget = async (): Promise<void> => {
      const keys = await cache.keys(`${PREFIX}${id}`);
      for (const key of [`${PREFIX}all`, ...keys]) await cache.delete(key);
    };
    void forget().catch(() => undefined);
  });
  const remembered = async <T>(key: string, read: () => Promise<T>): Promise<T> => {
    const known = await cache.get<T>(PREFIX + key);
    if (known !== undefined) return known;
    const fresh = await read();
    await cache.set(PREFIX + key, fresh, STALE_SECONDS);
    return fresh;
  };
  return {
    all: async (scope) => await remembered('all', async () => await readStats(scope)),
    of: async (scope, { id, ...asked }) => {
      const print = createHash('sha256')
        .update(JSON.stringify([asked.version_number, asked.from, asked.to]))
        .digest('hex');
      return await remembered(
        `${id}:${print.slice(0, 16)}`,
        async () => await templateStatistics(scope, { id, ...asked }),
      );
    },
  };
}
