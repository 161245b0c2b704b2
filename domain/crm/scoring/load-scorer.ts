import type { EntityManager } from '../../../db/orm.ts';
import { query, queryOne } from '../../../db/query.ts';
import type { ScoreModelKind, ScoreSettingsView } from '../../../kernel/contracts/scoring.ts';
import { FittedModel } from './fit/fitted-model.ts';
import type { LeadScorer } from './lead-scorer.port.ts';
import { fittedScorer } from './models/fitted-scorer.ts';
import { modelName } from './models/model-view.ts';
import { ruleScorer, type RuleLine } from './rules/rule-scorer.ts';
import { SCORE_FIELDS } from './score-fields.ts';
import { readSettings } from './settings/read-settings.ts';

/** The model in use, with everything that goes with a score. */
export interface ActiveScorer {
  readonly scorer: LeadScorer;
  readonly modelId: string;
  readonly modelName: string;
  readonly settings: ScoreSettingsView;
}

/** Reads the model in use. @param lock keeps it in use until the end of the transaction */
export async function loadScorer(em: EntityManager, lock?: 'shared'): Promise<ActiveScorer> {
  const settings = await readSettings(em, lock);
  const model = await queryOne<{ id: string; number: number; kind: ScoreModelKind; spec: unknown }>(
    em,
    "select id, number, kind, spec from score_model where status = 'active'",
  );
  if (!model) throw new Error('No score model is active');
  const scorer =
    model.kind === 'fitted' ? fittedScorer(FittedModel.parse(model.spec)) : await loadRuleScorer(em, settings);
  return { scorer, modelId: model.id, modelName: modelName(model), settings };
}

/** The rule table as it stands, as a scorer. */
export async function loadRuleScorer(em: EntityManager, settings: ScoreSettingsView): Promise<LeadScorer> {
  const rules = await readRuleLines(em);
  return ruleScorer({ base: settings.base_points, caps: settings.caps, rules }, SCORE_FIELDS);
}

/** The active rules in their order. */
export async function readRuleLines(em: EntityManager): Promise<RuleLine[]> {
  return await query<RuleLine>(
    em,
    `select id, label, rule_group as "group", condition, points, half_life_days from score_rule where active
     order by position, id`,
  );
}
