import { Params } from '../../../db/query.ts';
import type { TimelineEntryView } from '../../../kernel/contracts/crm.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import type { ReadScope } from '../crm-scope.ts';
import { pageOfRows } from '../page-of-rows.ts';
import { getCustomer } from './get-customer.ts';

export interface TimelineRequest {
  readonly customer_id: string;
  readonly page: number;
  readonly page_size: number;
  /** From this moment on. */
  readonly from?: Date;
  /** Up to, not including, this moment. */
  readonly to?: Date;
}

const COLUMNS = `e.id, iso(e.at) as at, e.kind, e.title, e.body, case when e.actor_id is null then '系统' else u.name end as actor_name,
  e.agent, e.entity, e.entity_id`;

/**
 * A customer's story, latest first, whichever room wrote it.
 * @throws AppError `crm.customer_not_found`, also for a customer the actor may not see
 */
export async function listTimeline(scope: ReadScope, input: TimelineRequest): Promise<Page<TimelineEntryView>> {
  await getCustomer(scope, { id: input.customer_id });
  const params = new Params();
  const where = [`e.customer_id = ${params.add(input.customer_id)}`];
  if (input.from) where.push(`e.at >= ${params.add(input.from)}`);
  if (input.to) where.push(`e.at < ${params.add(input.to)}`);
  return await pageOfRows<TimelineEntryView>(
    scope,
    {
      from: 'timeline_entry e',
      alias: 'e',
      where,
      orderBy: 'e.at desc, e.id desc',
      columns: COLUMNS,
      joins: 'left join app_user u on u.id = e.actor_id',
      params,
    },
    input,
  );
}
