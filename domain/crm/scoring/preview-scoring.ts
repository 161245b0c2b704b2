import { Params, query } from '../../../db/query.ts';
import type { Clock } from '../../../kernel/clock.ts';
import { checkCondition } from '../../../kernel/conditions/check-condition.ts';
import { holds } from '../../../kernel/conditions/holds.ts';
import {
  LEAD_GRADES,
  type PreviewScoring,
  type ScoreSettingsView,
  type ScoringPreview,
} from '../../../kernel/contracts/scoring.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { ReadScope } from '../crm-scope.ts';
import { gradeOf } from './grade-of.ts';
import { readLeadFacts } from './lead-facts.ts';
import type { LeadScorer } from './lead-scorer.port.ts';
import { loadScorer, readRuleLines } from './load-scorer.ts';
import { ruleScorer, type RuleLine } from './rules/rule-scorer.ts';
import { SCORE_FIELDS } from './score-fields.ts';
import { requireThresholds } from './settings/require-thresholds.ts';
import { takeSnapshot } from './take-snapshot.ts';

/** Leads a preview looks at; scoring so many takes well under a second. */
const CONSIDERED = 500;
const EXAMPLES = 5;

interface Judge {
  readonly scorer: LeadScorer;
  readonly thresholds: ScoreSettingsView['thresholds'];
}

/**
 * What a change of the rules or of the settings would do to the newest open leads the actor sees; nothing is stored. A
 * rule is tried within the rule table even while a fitted model scores; other settings with the model in use.
 *
 * @throws AppError `conditions.invalid`, `crm.score_thresholds_out_of_order`
 */
export async function previewScoring(
  scope: ReadScope & { readonly clock: Clock },
  input: PreviewScoring,
): Promise<ScoringPreview> {
  const { rule } = input;
  if (rule) checkCondition(rule.condition, SCORE_FIELDS);
  if (input.settings?.thresholds) requireThresholds(input.settings.thresholds);
  const now = scope.clock.now();
  const { before, after, halfLife } = await judges(scope, input);
  const leads = await newestOpen(scope);
  const names = new Map(leads.map(({ id, name }) => [id, name]));
  const facts = await readLeadFacts(scope.em, [...names.keys()]);
  let meeting = 0;
  const pairs = facts.map((lead) => {
    const values = takeSnapshot(lead, now, halfLife);
    if (rule && holds(rule.condition, values, SCORE_FIELDS, now)) meeting += 1;
    const from = before.scorer.score(values, now).score;
    const to = after.scorer.score(values, now).score;
    return {
      lead_id: lead.id,
      name: names.get(lead.id) ?? '',
      from_score: from,
      to_score: to,
      from_grade: gradeOf(from, before.thresholds),
      to_grade: gradeOf(to, after.thresholds),
    };
  });
  const moved = pairs.filter((one) => one.from_score !== one.to_score || one.from_grade !== one.to_grade);
  const size = ({ from_score, to_score }: (typeof pairs)[number]): number => Math.abs(to_score - from_score);
  return {
    leads: pairs.length,
    meeting: rule ? meeting : null,
    changed: moved.length,
    grades: LEAD_GRADES.map((grade) => ({
      grade,
      before: pairs.filter((one) => one.from_grade === grade).length,
      after: pairs.filter((one) => one.to_grade === grade).length,
    })),
    examples: moved.toSorted((left, right) => size(right) - size(left)).slice(0, EXAMPLES),
  };
}

async function judges(
  scope: Pick<ReadScope, 'em'>,
  { rule, settings: wanted }: PreviewScoring,
): Promise<{ before: Judge; after: Judge; halfLife: number }> {
  const { scorer, settings } = await loadScorer(scope.em);
  const next = { ...settings, ...wanted };
  const halfLife = settings.half_life_days;
  if (!rule && scorer.kind === 'fitted') {
    return {
      before: { scorer, thresholds: settings.thresholds },
      after: { scorer, thresholds: next.thresholds },
      halfLife,
    };
  }
  const rules = await readRuleLines(scope.em);
  const table = ({ base_points, caps }: ScoreSettingsView, lines: readonly RuleLine[]): LeadScorer =>
    ruleScorer({ base: base_points, caps, rules: lines }, SCORE_FIELDS);
  return {
    before: { scorer: table(settings, rules), thresholds: settings.thresholds },
    after: { scorer: table(next, rule ? replaced(rules, rule) : rules), thresholds: next.thresholds },
    halfLife,
  };
}

function replaced(rules: readonly RuleLine[], rule: NonNullable<PreviewScoring['rule']>): RuleLine[] {
  const { active, id, ...line } = rule;
  const others = rules.filter((one) => one.id !== id);
  return active ? [...others, { ...line, id: id ?? 'new', label: '' }] : others;
}

async function newestOpen(scope: ReadScope): Promise<{ id: string; name: string }[]> {
  const params = new Params();
  return await query<{ id: string; name: string }>(
    scope.em,
    `select l.id, l.name from lead l
     where l.status in ('new', 'contacted', 'qualified') and ${visibleRows(scope.actor, 'l', params)}
     order by l.created_at desc, l.id desc limit ${CONSIDERED}`,
    params.values,
  );
}
