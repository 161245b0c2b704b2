import type { FieldCatalogue } from '../../../../kernel/conditions/field-catalogue.ts';
import { holds, type FieldValues } from '../../../../kernel/conditions/holds.ts';
import type { Condition } from '../../../../kernel/contracts/conditions.ts';
import { SCORE_GROUPS, type ScoreGroup } from '../../../../kernel/contracts/scoring.ts';
import type { LeadScorer, ScoreResult } from '../lead-scorer.port.ts';
import { settleFactors, type RawFactor } from '../settle-factors.ts';
import { fieldWords } from '../value-words.ts';

/** A rule as the scorer needs it. */
export interface RuleLine {
  readonly id: string;
  readonly label: string;
  readonly group: ScoreGroup;
  readonly condition: Condition;
  readonly points: number;
  readonly half_life_days: number | null;
}

export interface RuleTable {
  readonly base: number;
  readonly caps: Readonly<Record<ScoreGroup, number>>;
  readonly rules: readonly RuleLine[];
}

/** The word for each group of rules. */
export const GROUP_WORDS: Readonly<Record<ScoreGroup, string>> = {
  profile: '资料',
  source: '来源',
  engagement: '互动',
  progress: '进展',
  risk: '风险',
};

/**
 * The rule table as a model: points of the rules a lead meets on top of the base, each group within its cap. Points with
 * a half-life fade by the days without contact (`idle_days`).
 */
export function ruleScorer(table: RuleTable, catalogue: FieldCatalogue): LeadScorer {
  return { kind: 'rules', score: (values, now) => scoreByRules(table, catalogue, values, now) };
}

function scoreByRules(table: RuleTable, catalogue: FieldCatalogue, values: FieldValues, now: Date): ScoreResult {
  const met = table.rules.filter((rule) => holds(rule.condition, values, catalogue, now));
  const lines = met.map((rule) => ({ rule, points: faded(rule, values) }));
  const factors = lines.map(({ rule, points }) => ({
    key: `rule:${rule.id}`,
    label: rule.label,
    value: wordsOf(rule.condition, values, catalogue),
    points,
  }));
  const capped = SCORE_GROUPS.flatMap((group): RawFactor[] => {
    const sum = lines.reduce((all, { rule, points }) => (rule.group === group ? all + points : all), 0);
    const excess = sum - Math.min(table.caps[group], Math.max(-table.caps[group], sum));
    const label = `${GROUP_WORDS[group]}合计上限 ${table.caps[group]} 分`;
    return excess === 0 ? [] : [{ key: `cap:${group}`, label, value: '', points: -excess }];
  });
  const base = { key: 'base', label: '基础分', value: '', points: table.base };
  return { ...settleFactors(base, [...factors, ...capped]), probability: null };
}

/** Half the points per half-life without contact. */
function faded({ points, half_life_days: halfLife }: RuleLine, values: FieldValues): number {
  const idle = values['idle_days'];
  return halfLife === null || typeof idle !== 'number' ? points : points * 0.5 ** (idle / halfLife);
}

/** The lead's own values of the fields a rule looks at, two at most. */
function wordsOf(condition: Condition, values: FieldValues, catalogue: FieldCatalogue): string {
  const fields = [...new Set(fieldsIn(condition))].slice(0, 2);
  return fields
    .map((name) => `${catalogue[name]?.label ?? name}：${fieldWords(name, values[name], catalogue)}`)
    .join('，');
}

function fieldsIn(condition: Condition): string[] {
  if ('field' in condition) return [condition.field];
  if ('not' in condition) return fieldsIn(condition.not);
  return ('all' in condition ? condition.all : condition.any).flatMap(fieldsIn);
}
