import type { Params } from '../../../db/query.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { SegmentEntity } from '../../../kernel/contracts/segments.ts';
import type { ReadScope } from '../crm-scope.ts';
import { meetingRows } from '../fields/meeting-rows.ts';
import { segmentCondition } from './segment-view.ts';

/**
 * SQL for «this row, under the alias, is in the segment», for the lists.
 * @throws AppError `crm.segment_not_found`, `crm.segment_wrong_entity`
 */
export async function inSegment(
  scope: ReadScope & { readonly clock: Clock },
  entity: SegmentEntity,
  alias: string,
  segmentId: string,
  params: Params,
): Promise<string> {
  const condition = await segmentCondition(scope, segmentId, entity);
  const meets = await meetingRows(scope, entity, condition, params);
  // A query of its own: the aliases of the list could be those of a field's expression.
  return `${alias}.id in (select r.id from ${entity} r where ${meets})`;
}
