import { queryOne } from '../../../../db/query.ts';
import type { ScoreRuleView } from '../../../../kernel/contracts/scoring.ts';
import type { ReadScope } from '../../crm-scope.ts';
import { scoringError } from '../errors.ts';

/** The columns of a `ScoreRuleView`, for a rule under the alias `r`. */
export const RULE_COLUMNS = `r.id, r.label, r.rule_group as "group", r.condition, r.points, r.half_life_days, r.active, r.position, r.version,
  iso(r.created_at) as created_at, iso(r.updated_at) as updated_at`;

/**
 * Reads a rule.
 * @throws AppError `crm.score_rule_not_found`
 */
export async function readRule(scope: Pick<ReadScope, 'em'>, id: string): Promise<ScoreRuleView> {
  const row = await queryOne<ScoreRuleView>(scope.em, `select ${RULE_COLUMNS} from score_rule r where r.id = $1`, [id]);
  if (!row) throw scoringError('crm.score_rule_not_found', { details: { id } });
  return row;
}
