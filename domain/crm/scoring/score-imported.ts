import { queryOne } from '../../../db/query.ts';
import type { Scope } from '../../scope.ts';
import { scoreOpenLeadsJob } from './score-open-leads.job.ts';

/**
 * Leaves the job that scores what an import wrote: one for the whole file, however many rows it has. An import that runs
 * again after a crash leaves it again, which changes nothing.
 */
export async function scoreImported(
  scope: Pick<Scope, 'em' | 'jobs'>,
  input: { readonly import_id: string },
): Promise<void> {
  const row = await queryOne<{ since: string }>(
    scope.em,
    `select iso(created_at) as since from import_batch
     where id = $1 and kind in ('leads', 'activities') and created + updated > 0`,
    [input.import_id],
  );
  if (!row) return;
  const payload = { event: 'imported' as const, changed_since: row.since };
  await scope.jobs.enqueue(scope.em, scoreOpenLeadsJob, payload, { singletonKey: `imported:${input.import_id}` });
}
