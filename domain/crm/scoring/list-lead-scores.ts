import { query } from '../../../db/query.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { LeadList, LeadView } from '../../../kernel/contracts/crm.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import type { ScoreFactor, ScoreModelKind } from '../../../kernel/contracts/scoring.ts';
import type { ReadScope } from '../crm-scope.ts';
import { listLeads } from '../leads/list-leads.ts';
import { factorWords, TECHNICAL_FACTOR } from './factor-words.ts';
import { modelName } from './models/model-view.ts';

interface StoredScore {
  readonly lead_id: string;
  readonly probability: number | null;
  readonly factors: readonly ScoreFactor[];
  readonly scored_at: string;
  readonly kind: ScoreModelKind;
  readonly number: number;
}

/** A lead with its stored score and the factors that add up to it; without them when it was not scored yet. */
export interface ScoredLead extends LeadView {
  /** Per cent; of a fitted model only. */
  readonly probability: number | null;
  readonly model: string | null;
  /** Points every lead begins with. */
  readonly base: number | null;
  /** Factors that raise and lower the score, the strongest first, in words. */
  readonly raising: string;
  readonly lowering: string;
  /** Caps and the bounds of the scale. */
  readonly bounds: string;
  readonly scored_at: string | null;
}

/**
 * The leads of a list with their scores and factors, as they are stored: a list scores nothing anew.
 * @throws AppError what `listLeads` throws
 */
export async function listLeadScores(
  scope: ReadScope & { readonly clock: Clock },
  input: LeadList,
): Promise<Page<ScoredLead>> {
  const page = await listLeads(scope, input);
  const rows = await query<StoredScore>(
    scope.em,
    `select s.lead_id, s.probability, s.factors, iso(s.scored_at) as scored_at, m.kind, m.number
     from lead_score s join score_model m on m.id = s.model_id where s.lead_id = any($1::uuid[])`,
    [page.items.map(({ id }) => id)],
  );
  const scores = new Map(rows.map((row) => [row.lead_id, row]));
  return { ...page, items: page.items.map((lead) => ({ ...lead, ...scoreColumns(scores.get(lead.id)) })) };
}

function scoreColumns(stored: StoredScore | undefined): Omit<ScoredLead, keyof LeadView> {
  const factors = stored?.factors ?? [];
  const told = factors.filter(({ key }) => !TECHNICAL_FACTOR.test(key));
  const words = (list: readonly ScoreFactor[]): string => list.map(factorWords).join('、');
  return {
    probability: stored?.probability ?? null,
    model: stored ? modelName(stored) : null,
    base: factors.find(({ key }) => key === 'base')?.points ?? null,
    raising: words(told.filter(({ points }) => points > 0)),
    lowering: words(told.filter(({ points }) => points < 0)),
    bounds: words(factors.filter(({ key }) => key !== 'base' && TECHNICAL_FACTOR.test(key))),
    scored_at: stored?.scored_at ?? null,
  };
}
