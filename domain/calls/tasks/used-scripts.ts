import { Params, query } from '../../../db/query.ts';
import type { CallScript } from '../../../kernel/config/call-scripts.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { ReadScope } from '../calls-scope.ts';

const MOST = 20;

/** The scripts the tasks one sees called with, the latest first, each by what the newest of them was about. */
export async function usedScripts(scope: ReadScope): Promise<CallScript[]> {
  const params = new Params();
  return await query<CallScript>(
    scope.em,
    `select s.id, left(s.about, 50) as name from (
       select distinct on (t.plan->>'script_id') t.plan->>'script_id' as id, t.about, t.created_at from call_tasks t
       where ${visibleRows(scope.actor, 't', params)} order by t.plan->>'script_id', t.created_at desc) s
     order by s.created_at desc limit ${MOST}`,
    params.values,
  );
}
