import { queryOne } from '../../../db/query.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { LeadGrade, LeadScoreView, ScoreFactor, ScoreModelKind } from '../../../kernel/contracts/scoring.ts';
import type { ReadScope } from '../crm-scope.ts';
import { getLead } from '../leads/get-lead.ts';
import { explainScore } from './explain-score.ts';
import { readLeadFacts } from './lead-facts.ts';
import { listScoreChanges } from './list-score-changes.ts';
import { loadScorer } from './load-scorer.ts';
import { modelName } from './models/model-view.ts';
import { scoreOf } from './score-leads.ts';
import { takeSnapshot } from './take-snapshot.ts';

interface StoredScore {
  readonly score: number;
  readonly grade: LeadGrade;
  readonly probability: number | null;
  readonly factors: ScoreFactor[];
  readonly scored_at: string;
  readonly kind: ScoreModelKind;
  readonly number: number;
}

const SHOWN_CHANGES = 10;

/**
 * A lead's score with its factor table, its words and its latest changes. A lead that was not scored yet is scored for
 * this answer (`stored: false`).
 *
 * @throws AppError `crm.lead_not_found`, also for one the actor may not see
 */
export async function getLeadScore(
  scope: ReadScope & { readonly clock: Clock },
  input: { readonly id: string },
): Promise<LeadScoreView> {
  const lead = await getLead(scope, input);
  const now = scope.clock.now();
  const active = await loadScorer(scope.em);
  const [facts] = await readLeadFacts(scope.em, [lead.id]);
  const row = await queryOne<StoredScore>(
    scope.em,
    `select s.score, s.grade, s.probability, s.factors, iso(s.scored_at) as scored_at, m.kind, m.number
     from lead_score s join score_model m on m.id = s.model_id where s.lead_id = $1`,
    [lead.id],
  );
  const scored = row ?? scoreOf(active, facts!, now);
  const history = await listScoreChanges(scope, { id: lead.id, page: 1, page_size: SHOWN_CHANGES });
  const values = takeSnapshot(facts!, now, active.settings.half_life_days);
  const { score, grade, probability, factors } = scored;
  return {
    lead_id: lead.id,
    score,
    grade,
    probability,
    model: row ? { kind: row.kind, name: modelName(row) } : { kind: active.scorer.kind, name: active.modelName },
    factors,
    ...explainScore(scored, values),
    scored_at: row?.scored_at ?? now.toISOString(),
    stored: row !== undefined,
    history: history.items,
  };
}
