import { query, queryOne } from '../../../db/query.ts';
import type { WriteScope } from '../crm-scope.ts';
import { autoAssignLead } from './auto-assign-lead.ts';

/** Leads one run looks at; the next tick goes on. */
const BATCH = 500;
/** A lead that nobody could take is asked about again after this time, so that it does not keep others waiting. */
const AGAIN_MS = 4 * 60_000;

/**
 * Gives out the leads that have no owner and wait in no pool, oldest first, each in a transaction of its own: what was
 * given out stays so when the process dies. Does nothing while no rule is active.
 * @returns how many got an owner
 */
export async function assignWaitingLeads(scope: WriteScope, signal: AbortSignal): Promise<number> {
  const active = await queryOne(scope.em, 'select 1 from assignment_rule where active limit 1');
  if (!active) return 0;
  const waiting = await query<{ id: string }>(
    scope.em,
    `select l.id from lead l where l.owner_id is null and l.status in ('new', 'contacted', 'qualified')
     and not exists (select 1 from pool_entry e where e.lead_id = l.id)
     and not exists (select 1 from assignment_decision d where d.lead_id = l.id and d.decided_at > $2)
     order by l.created_at, l.id limit $1`,
    [BATCH, new Date(scope.clock.now().getTime() - AGAIN_MS)],
  );
  let assigned = 0;
  for (const lead of waiting) {
    if (signal.aborted) break;
    const decision = await autoAssignLead({ ...scope, em: scope.em.fork() }, lead);
    if (decision?.outcome === 'assigned') assigned += 1;
  }
  return assigned;
}
