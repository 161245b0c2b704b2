import { Params } from '../../../db/query.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import type { ProfileHistoryEntry } from '../../../kernel/contracts/profile.ts';
import type { ReadScope } from '../crm-scope.ts';
import { getCustomer } from '../customers/get-customer.ts';
import { pageOfRows, type PageRequest } from '../page-of-rows.ts';

/**
 * The days on which a customer's tier or health moved, latest first.
 * @throws AppError `crm.customer_not_found`, also for one the actor may not see
 */
export async function listProfileHistory(
  scope: ReadScope,
  input: PageRequest & { readonly id: string },
): Promise<Page<ProfileHistoryEntry>> {
  await getCustomer(scope, input);
  const params = new Params();
  return await pageOfRows<ProfileHistoryEntry>(
    scope,
    {
      from: 'customer_profile_history h',
      alias: 'h',
      where: [`h.customer_id = ${params.add(input.id)}`],
      orderBy: 'h.day desc',
      columns: 'h.day::text as day, h.tier, h.health, h.health_level, h.confidence, h.causes',
      joins: '',
      params,
    },
    input,
  );
}
