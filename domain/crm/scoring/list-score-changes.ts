import { Params } from '../../../db/query.ts';
import type { LeadScoreChangeView, ScoreModelKind } from '../../../kernel/contracts/scoring.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import type { ReadScope } from '../crm-scope.ts';
import { getLead } from '../leads/get-lead.ts';
import { pageOfRows, type PageRequest } from '../page-of-rows.ts';
import { modelName } from './models/model-view.ts';

type Row = Omit<LeadScoreChangeView, 'model'> & { kind: ScoreModelKind; number: number };

/**
 * What changed a lead's score, newest first.
 * @throws AppError `crm.lead_not_found`, also for one the actor may not see
 */
export async function listScoreChanges(
  scope: ReadScope,
  input: PageRequest & { readonly id: string },
): Promise<Page<LeadScoreChangeView>> {
  await getLead(scope, input);
  const params = new Params();
  const page = await pageOfRows<Row>(
    scope,
    {
      from: 'lead_score_change h',
      alias: 'h',
      where: [`h.lead_id = ${params.add(input.id)}`],
      orderBy: 'h.at desc, h.id desc',
      columns: `h.id, iso(h.at) as at, h.event, h.from_score, h.to_score, h.from_grade, h.to_grade, h.moved, m.kind, m.number`,
      joins: 'join score_model m on m.id = h.model_id',
      params,
    },
    input,
  );
  return {
    ...page,
    items: page.items.map(({ kind, number, ...row }) => ({ ...row, model: modelName({ kind, number }) })),
  };
}
