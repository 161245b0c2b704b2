import { Params } from '../../../../db/query.ts';
import type { Page } from '../../../../kernel/contracts/paging.ts';
import type { ScoreModelView } from '../../../../kernel/contracts/scoring.ts';
import type { ReadScope } from '../../crm-scope.ts';
import { pageOfRows, type PageRequest } from '../../page-of-rows.ts';
import { MODEL_COLUMNS, modelView } from './model-view.ts';

/** The models: the one in use first, then the newest. */
export async function listModels(scope: Pick<ReadScope, 'em'>, input: PageRequest): Promise<Page<ScoreModelView>> {
  const page = await pageOfRows<Omit<ScoreModelView, 'name'>>(
    scope,
    {
      from: 'score_model m',
      alias: 'm',
      where: [],
      orderBy: "(m.status = 'active') desc, m.number desc",
      columns: MODEL_COLUMNS,
      joins: '',
      params: new Params(),
    },
    input,
  );
  return { ...page, items: page.items.map(modelView) };
}
