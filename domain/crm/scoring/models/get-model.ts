import { queryOne } from '../../../../db/query.ts';
import type { ScoreModelView } from '../../../../kernel/contracts/scoring.ts';
import type { ReadScope } from '../../crm-scope.ts';
import { scoringError } from '../errors.ts';
import { MODEL_COLUMNS, modelView } from './model-view.ts';

/**
 * A model with its fit report.
 * @throws AppError `crm.score_model_not_found`
 */
export async function getModel(scope: Pick<ReadScope, 'em'>, input: { readonly id: string }): Promise<ScoreModelView> {
  const row = await queryOne<Omit<ScoreModelView, 'name'>>(
    scope.em,
    `select ${MODEL_COLUMNS} from score_model m where m.id = $1`,
    [input.id],
  );
  if (!row) throw scoringError('crm.score_model_not_found', { details: { id: input.id } });
  return modelView(row);
}
