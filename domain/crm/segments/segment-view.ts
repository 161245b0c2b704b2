import { Params, query, queryOne } from '../../../db/query.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { Condition } from '../../../kernel/contracts/conditions.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import type { SegmentEntity, SegmentList, SegmentView } from '../../../kernel/contracts/segments.ts';
import type { ReadScope } from '../crm-scope.ts';
import { pageOfRows } from '../page-of-rows.ts';
import { countCondition } from './count-condition.ts';
import { segmentError } from './errors.ts';

type Row = Omit<SegmentView, 'count'>;
type SegmentScope = ReadScope & { readonly clock: Clock };

const COLUMNS = `s.id, s.name, s.entity, s.condition, s.shared, s.owner_id, u.name as owner_name, s.version, iso(s.updated_at) as updated_at`;
const JOINS = 'join app_user u on u.id = s.owner_id';

/** The segments one made and those that are shared, by name, each with its count now. */
export async function listSegments(scope: SegmentScope, input: SegmentList): Promise<Page<SegmentView>> {
  const params = new Params();
  const where = [`(s.shared or s.owner_id = ${params.add(scope.actor.userId)})`];
  if (input.entity) where.push(`s.entity = ${params.add(input.entity)}`);
  if (input.q?.trim()) where.push(`position(${params.add(input.q.trim())} in s.name) > 0`);
  const plan = {
    from: 'segment s',
    alias: 's',
    where,
    orderBy: 's.name, s.id',
    columns: COLUMNS,
    joins: JOINS,
    params,
  };
  const page = await pageOfRows<Row>(scope, plan, input);
  const items: SegmentView[] = [];
  for (const row of page.items) items.push(await withCount(scope, row));
  return { ...page, items };
}

/** @throws AppError `crm.segment_not_found`, also for a private one of somebody else */
export async function readSegment(scope: SegmentScope, id: string): Promise<SegmentView> {
  return await withCount(scope, await findSegment(scope, id));
}

/** A segment one may use, without counting it. @throws AppError `crm.segment_not_found` */
export async function findSegment(scope: ReadScope, id: string): Promise<Row> {
  const row = await queryOne<Row>(
    scope.em,
    `select ${COLUMNS} from segment s ${JOINS} where s.id = $1 and (s.shared or s.owner_id = $2 or $3)`,
    [id, scope.actor.userId, scope.actor.kind === 'system'],
  );
  if (!row) throw segmentError('crm.segment_not_found', { details: { id } });
  return row;
}

/**
 * The condition of a segment, for a list of the same kind of record.
 * @throws AppError `crm.segment_not_found`, `crm.segment_wrong_entity`
 */
export async function segmentCondition(scope: ReadScope, id: string, entity: SegmentEntity): Promise<Condition> {
  const segment = await findSegment(scope, id);
  if (segment.entity !== entity)
    throw segmentError('crm.segment_wrong_entity', { details: { name: segment.name, entity } });
  return segment.condition;
}

/** A field that was removed since makes a segment count nothing rather than break the list. */
async function withCount(scope: SegmentScope, row: Row): Promise<SegmentView> {
  const { count } = await countCondition(scope, { entity: row.entity, condition: row.condition }, 0).catch(
    (thrown: unknown) => {
      if ((thrown as { code?: string }).code === 'conditions.invalid') return { count: 0 };
      throw thrown;
    },
  );
  return { ...row, count };
}

/** Every segment, for the nightly count. */
export async function allSegments(scope: Pick<ReadScope, 'em'>): Promise<Row[]> {
  return await query<Row>(scope.em, `select ${COLUMNS} from segment s ${JOINS} order by s.id`);
}
