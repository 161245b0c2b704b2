import type { PoolEntity, PoolEntryView, PoolView } from '../../../kernel/contracts/pools.ts';
import type { WriteScope } from '../crm-scope.ts';
import { listEntries } from './list-entries.ts';
import { listPools } from './pool-view.ts';

export interface FoundEntry {
  readonly entry: PoolEntryView;
  readonly pool: PoolView;
}

const MOST_FOUND = 20;

/**
 * What waits under a name in the pools the actor may use, leads by their company as well: those that are called exactly so,
 * else those that hold the words.
 */
export async function findEntries(
  scope: Pick<WriteScope, 'em' | 'actor' | 'clock'>,
  input: { readonly entity: PoolEntity; readonly name: string },
): Promise<FoundEntry[]> {
  const name = input.name.trim();
  if (name === '') return [];
  const found: FoundEntry[] = [];
  for (const pool of await listPools(scope)) {
    if (pool.entity !== input.entity) continue;
    const page = await listEntries(scope, { id: pool.id, q: name, page: 1, page_size: MOST_FOUND });
    found.push(...page.items.map((entry) => ({ entry, pool })));
  }
  const exact = found.filter(({ entry }) => entry.name === name || entry.company === name);
  return exact.length > 0 ? exact : found;
}
