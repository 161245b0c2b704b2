import { Params, query } from '../../../db/query.ts';
import type { ScoreEvent } from '../../../kernel/contracts/scoring.ts';
import { scoringError } from './errors.ts';
import { scoreLeads, type ScoringScope } from './score-leads.ts';

/** Leads of one transaction. */
const BATCH = 500;

/**
 * Scores all open leads in batches, each in a transaction of its own, in the order of their ids. What was scored stays
 * when the process dies; the next try begins again and changes nothing there.
 *
 * @returns how many were scored
 * @throws AppError `crm.scoring_interrupted` (transient) when it is told to stop
 */
export async function scoreOpenLeads(
  scope: ScoringScope,
  input: { readonly event: ScoreEvent; readonly changed_since?: string | undefined },
  signal?: AbortSignal,
): Promise<number> {
  let [scored, last] = [0, '00000000-0000-0000-0000-000000000000'];
  for (;;) {
    if (signal?.aborted) throw scoringError('crm.scoring_interrupted');
    const params = new Params();
    const where = [`l.id > ${params.add(last)}::uuid`, "l.status in ('new', 'contacted', 'qualified')"];
    if (input.changed_since) {
      const since = `${params.add(input.changed_since)}::timestamptz`;
      where.push(
        `(l.updated_at >= ${since} or exists (select 1 from activity a where a.lead_id = l.id and a.updated_at >= ${since}))`,
      );
    }
    const rows = await query<{ id: string }>(
      scope.em,
      `select l.id from lead l where ${where.join(' and ')} order by l.id limit ${BATCH}`,
      params.values,
    );
    const ids = rows.map(({ id }) => id);
    if (ids.length > 0) scored += await scoreLeads({ ...scope, em: scope.em.fork() }, { ids, event: input.event });
    if (ids.length < BATCH) return scored;
    last = ids.at(-1)!;
  }
}
