import { query } from '../../../db/query.ts';
import type { Scope } from '../../scope.ts';
import { INSTANCE_COLUMNS, RUNNABLE, toInstanceRow, type InstanceRow } from './instance-row.ts';

/** Candidates per place: others may be carrying the first ones at this moment. */
const SPARE = 6;

/**
 * Locks the instances that are to go on now, in the caller's transaction: of each template the most urgent first, and
 * templates in turn, so that one campaign of thousands does not keep a welcome waiting. What others carry is passed over.
 * Whoever loses the database loses the locks, so nothing of it can be written twice.
 */
export async function claimDue(scope: Pick<Scope, 'em' | 'clock'>, most: number): Promise<InstanceRow[]> {
  const rows = await query<InstanceRow>(
    scope.em,
    `with recursive waiting as (
       (select template_id as id from sop_instances where status in ${RUNNABLE} and due_at is not null order by template_id limit 1)
       union all
       select (select template_id from sop_instances where status in ${RUNNABLE} and due_at is not null and template_id > w.id
               order by template_id limit 1) from waiting w where w.id is not null),
     candidates as (
       select d.id, row_number() over (partition by t.id order by d.priority, d.due_at) as turn, d.priority, d.due_at
       from waiting t, lateral (
         select x.* from (values (0::smallint), (1::smallint), (2::smallint)) p(priority),
           lateral (select i.id, i.priority, i.due_at from sop_instances i
                    where i.template_id = t.id and i.priority = p.priority and i.status in ${RUNNABLE} and i.due_at <= $1
                    order by i.due_at limit $3) x
         order by x.priority, x.due_at limit $3) d),
     chosen as (select id, row_number() over (order by turn, priority, due_at, id) as place from candidates order by place limit $3)
     select ${INSTANCE_COLUMNS} from sop_instances i join chosen c on c.id = i.id
     where i.status in ${RUNNABLE} and i.due_at <= $1
     order by c.place limit $2 for update of i skip locked`,
    [scope.clock.now(), most, most * SPARE],
  );
  return rows.map(toInstanceRow);
}

/** Locks one instance, waiting for whoever carries it at this moment. Null: there is none. */
export async function lockInstance(scope: Pick<Scope, 'em'>, id: string): Promise<InstanceRow | null> {
  const [row] = await query<InstanceRow>(
    scope.em,
    `select ${INSTANCE_COLUMNS} from sop_instances i where i.id = $1 for update`,
    [id],
  );
  return row ? toInstanceRow(row) : null;
}
