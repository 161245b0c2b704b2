import { Params } from '../../../db/query.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import type { SegmentMember } from '../../../kernel/contracts/segments.ts';
import type { ReadScope } from '../crm-scope.ts';
import { meetingRows, visibleRecords } from '../fields/meeting-rows.ts';
import { pageOfRows, type PageRequest } from '../page-of-rows.ts';
import { findSegment } from './segment-view.ts';

/**
 * Who is in a segment now, the newest first, among the records the actor sees.
 * @throws AppError `crm.segment_not_found`
 */
export async function listMembers(
  scope: ReadScope & { readonly clock: Clock },
  input: PageRequest & { readonly id: string },
): Promise<Page<SegmentMember>> {
  const { entity, condition } = await findSegment(scope, input.id);
  const params = new Params();
  const where = [visibleRecords(scope.actor, entity, 'r', params), await meetingRows(scope, entity, condition, params)];
  const owner =
    entity === 'contact'
      ? 'join customer c on c.id = r.customer_id left join app_user u on u.id = c.owner_id'
      : 'left join app_user u on u.id = r.owner_id';
  return await pageOfRows<SegmentMember>(
    scope,
    {
      from: `${entity} r`,
      alias: 'r',
      where,
      orderBy: 'r.created_at desc, r.id desc',
      columns: 'r.id, r.name, u.name as owner_name',
      joins: owner,
      params,
    },
    input,
  );
}
