import { Params } from '../../../db/query.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import type { PoolEntryView } from '../../../kernel/contracts/pools.ts';
import type { WriteScope } from '../crm-scope.ts';
import { pageOfRows, type PageRequest } from '../page-of-rows.ts';
import { wordsMatch } from '../words-match.ts';
import { lostLately, poolBlock, readCounts, repickBlock } from './pick-rules.ts';
import { POOL_TABLES } from './pool-table.ts';
import { readPool } from './pool-view.ts';

/**
 * What waits in a pool, the newest first, with why the reader may not take it now. It shows no way to reach the customer.
 * @throws AppError `crm.pool_not_found`
 */
export async function listEntries(
  scope: Pick<WriteScope, 'em' | 'actor' | 'clock'>,
  input: PageRequest & {
    readonly id: string;
    readonly q?: string | undefined;
    readonly region?: string | undefined;
  },
): Promise<Page<PoolEntryView>> {
  const pool = await readPool(scope, input.id);
  const { table, column, company } = POOL_TABLES[pool.entity];
  const blocked = poolBlock(pool, await readCounts(scope, pool));
  const params = new Params();
  const where = [`e.pool_id = ${params.add(pool.id)}`];
  if (input.q?.trim()) where.push(wordsMatch('r', input.q, params));
  if (input.region) where.push(`r.region = ${params.add(input.region)}`);
  const page = await pageOfRows<Omit<PoolEntryView, 'blocked'>>(
    scope,
    {
      from: 'pool_entry e',
      alias: 'e',
      filterJoins: `join ${table} r on r.id = e.${column}`,
      where,
      orderBy: 'e.entered_at desc, e.id desc',
      columns: `'${pool.entity}' as entity, r.id as entity_id, r.name, ${company} as company, r.region, r.city, r.sector, r.source,
        iso(r.last_activity_at) as last_activity_at, e.reason, iso(e.entered_at) as entered_at, u.name as from_name`,
      joins: `join ${table} r on r.id = e.${column} left join app_user u on u.id = e.from_user_id`,
      params,
    },
    input,
  );
  const mine = await lostLately(
    scope,
    pool,
    page.items.map((entry) => entry.entity_id),
  );
  const items = page.items.map((entry) => ({
    ...entry,
    blocked: blocked ?? (mine.has(entry.entity_id) ? repickBlock(pool) : null),
  }));
  return { ...page, items };
}
