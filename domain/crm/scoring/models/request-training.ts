import { appendAudit } from '../../../append-audit.ts';
import { inTransaction } from '../../../in-transaction.ts';
import type { TellScope } from '../../crm-scope.ts';
import { daysAgo } from '../../local-today.ts';
import { requireCounts } from '../fit/fit-score-model.ts';
import { countHistory } from '../history/read-history.ts';
import { readSettings } from '../settings/read-settings.ts';
import { fitModelJob } from './fit-model.job.ts';

/**
 * Asks for a training now. It is a job; its outcome stands in the settings and in the list of models.
 * @returns false when one waits already
 * @throws AppError `crm.score_history_too_short`
 */
export async function requestTraining(outer: TellScope): Promise<{ queued: boolean; leads: number }> {
  return await inTransaction(outer, async (scope) => {
    const settings = await readSettings(scope.em);
    const counts = await countHistory(scope.em, daysAgo(scope.clock, settings.maturity_days));
    requireCounts(counts);
    const { userId, kind } = scope.actor;
    const payload = { requested_by: kind === 'system' ? null : userId };
    const id = await scope.jobs.enqueue(scope.em, fitModelJob, payload, { singletonKey: 'asked' });
    if (id)
      appendAudit(scope, { action: 'score_model.requested', entity: 'score_model', entityId: null, after: counts });
    return { queued: id !== null, leads: counts.leads };
  });
}
