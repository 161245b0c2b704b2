import { query } from '../../../db/query.ts';
import type { ScoreEvent } from '../../../kernel/contracts/scoring.ts';
import type { TellScope } from '../crm-scope.ts';
import { leadTouched } from '../signals.ts';

/**
 * Tells that leads, or what was done with them, changed; call it at the end of the change, in its transaction. One job
 * per lead waits at most. The lead is locked until the commit, so that a job that waits already and is passed over here
 * cannot begin to read before this change is there.
 */
export async function tellLeadTouched(
  scope: Pick<TellScope, 'em' | 'jobs'>,
  ids: readonly (string | null | undefined)[],
  event: ScoreEvent,
): Promise<void> {
  const wanted = [...new Set(ids)].filter((id): id is string => Boolean(id));
  if (wanted.length === 0) return;
  await scope.em.flush();
  const rows = await query<{ id: string }>(
    scope.em,
    `select id from lead where id = any($1::uuid[]) and status in ('new', 'contacted', 'qualified') order by id for no key update`,
    [wanted],
  );
  for (const { id } of rows)
    await scope.jobs.tell(scope.em, leadTouched, { lead_ids: [id], event }, { singletonKey: id });
}
