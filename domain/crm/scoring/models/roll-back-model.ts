import { queryOne } from '../../../../db/query.ts';
import type { ScoreModelView } from '../../../../kernel/contracts/scoring.ts';
import { inTransaction } from '../../../in-transaction.ts';
import type { TellScope } from '../../crm-scope.ts';
import { scoringError } from '../errors.ts';
import { readSettings } from '../settings/read-settings.ts';
import { getModel } from './get-model.ts';
import { putToWork, type ModelRow } from './put-to-work.ts';
import { stopAutoActivation } from './stop-auto-activation.ts';

/**
 * Goes back to the model that was in use before, and stops new models from taking over by themselves: whoever rolls back
 * does not want the next training to undo it.
 *
 * @throws AppError `crm.score_nothing_to_roll_back`
 */
export async function rollBackModel(outer: TellScope): Promise<ScoreModelView> {
  return await inTransaction(outer, async (scope) => {
    await readSettings(scope.em, 'alone');
    const former = await queryOne<ModelRow>(
      scope.em,
      `select id, number, kind, status, beats_rules, verdict from score_model where status = 'retired'
       order by retired_at desc, number desc limit 1`,
    );
    if (!former) throw scoringError('crm.score_nothing_to_roll_back');
    await putToWork(scope, former, 'rolled_back');
    await stopAutoActivation(scope);
    await scope.em.flush();
    return await getModel(scope, former);
  });
}
