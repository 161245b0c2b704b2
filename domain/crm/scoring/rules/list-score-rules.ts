import { Params } from '../../../../db/query.ts';
import type { Page } from '../../../../kernel/contracts/paging.ts';
import type { ScoreRuleView } from '../../../../kernel/contracts/scoring.ts';
import type { ReadScope } from '../../crm-scope.ts';
import { pageOfRows, type PageRequest } from '../../page-of-rows.ts';
import { RULE_COLUMNS } from './rule-view.ts';

/** The rule table in its order. */
export async function listScoreRules(scope: Pick<ReadScope, 'em'>, input: PageRequest): Promise<Page<ScoreRuleView>> {
  return await pageOfRows<ScoreRuleView>(
    scope,
    {
      from: 'score_rule r',
      alias: 'r',
      where: [],
      orderBy: 'r.position, r.id',
      columns: RULE_COLUMNS,
      joins: '',
      params: new Params(),
    },
    input,
  );
}
