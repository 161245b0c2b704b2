import { queryOne } from '../../../../db/query.ts';
import type { TellScope } from '../../crm-scope.ts';
import { scoreOpenLeadsJob } from '../score-open-leads.job.ts';

/** Scores all open leads again after the rule table changed, in the caller's transaction; not while another model scores. */
export async function rescoreByRules(scope: Pick<TellScope, 'em' | 'jobs'>): Promise<void> {
  await scope.em.flush();
  const active = await queryOne(scope.em, "select 1 from score_model where status = 'active' and kind = 'rules'");
  if (active) await rescoreAll(scope);
}

/** Scores all open leads again after the settings changed, in the caller's transaction. */
export async function rescoreAll(scope: Pick<TellScope, 'em' | 'jobs'>): Promise<void> {
  const event = 'rules_changed' as const;
  await scope.jobs.enqueue(scope.em, scoreOpenLeadsJob, { event }, { singletonKey: event });
}
