import type { ScoreModelView } from '../../../../kernel/contracts/scoring.ts';
import { inTransaction } from '../../../in-transaction.ts';
import type { TellScope } from '../../crm-scope.ts';
import { scoringError } from '../errors.ts';
import { readSettings } from '../settings/read-settings.ts';
import { getModel } from './get-model.ts';
import { modelName } from './model-view.ts';
import { findModel, putToWork } from './put-to-work.ts';
import { stopAutoActivation } from './stop-auto-activation.ts';

/**
 * Puts a model to work by hand. A fitted model must have beaten the rules; the rules always may. Choosing the rules also
 * stops new models from taking over by themselves.
 *
 * @throws AppError `crm.score_model_not_found`, `crm.score_model_already_active`, `crm.score_model_not_better`
 */
export async function activateModel(outer: TellScope, input: { readonly id: string }): Promise<ScoreModelView> {
  return await inTransaction(outer, async (scope) => {
    await readSettings(scope.em, 'alone');
    const model = await findModel(scope, input.id);
    if (!model) throw scoringError('crm.score_model_not_found', { details: { id: input.id } });
    const name = modelName(model);
    if (model.status === 'active') throw scoringError('crm.score_model_already_active', { details: { name } });
    if (model.kind === 'fitted' && !model.beats_rules)
      throw scoringError('crm.score_model_not_better', { details: { name, verdict: model.verdict } });
    await putToWork(scope, model, 'activated');
    if (model.kind === 'rules') await stopAutoActivation(scope);
    await scope.em.flush();
    return await getModel(scope, input);
  });
}
