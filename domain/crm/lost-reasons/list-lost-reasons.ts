import { Params, query } from '../../../db/query.ts';
import type { LostReasonView } from '../../../kernel/contracts/stages.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { ReadScope } from '../crm-scope.ts';

/** The reasons one chooses from, in their order, with how often each was the cause among the deals one may see. */
export async function listLostReasons(scope: ReadScope): Promise<{ items: LostReasonView[] }> {
  const params = new Params();
  const items = await query<LostReasonView>(
    scope.em,
    `select r.id, r.label, r.position, r.needs_text, r.active, coalesce(u.used, 0)::int as used, r.version
     from lost_reason r left join (
       select o.lost_reason_id as id, count(*) as used from opportunity o
       where o.stage = 'lost' and o.lost_reason_id is not null and ${visibleRows(scope.actor, 'o', params)} group by 1
     ) u on u.id = r.id order by r.position, r.label`,
    params.values,
  );
  return { items };
}

/** One of them, as `listLostReasons` answers it. */
export async function readLostReason(scope: ReadScope, id: string): Promise<LostReasonView | undefined> {
  return (await listLostReasons(scope)).items.find((item) => item.id === id);
}
