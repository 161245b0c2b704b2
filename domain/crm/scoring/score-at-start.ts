import { queryOne } from '../../../db/query.ts';
import type { Scope } from '../../scope.ts';
import { scoreOpenLeadsJob } from './score-open-leads.job.ts';

/** Leaves the job that scores all open leads when some have no score yet: a store from before, or demo data. */
export async function scoreAtStart(scope: Pick<Scope, 'em' | 'jobs'>): Promise<void> {
  const bare = await queryOne(
    scope.em,
    "select 1 from lead where status in ('new', 'contacted', 'qualified') and score is null limit 1",
  );
  if (bare) await scope.jobs.enqueue(scope.em, scoreOpenLeadsJob, { event: 'time_passed' }, { singletonKey: 'start' });
}
