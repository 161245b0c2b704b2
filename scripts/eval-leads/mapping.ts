import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { checkCondition } from '../../kernel/conditions/check-condition.ts';
import type { FieldCatalogue } from '../../kernel/conditions/field-catalogue.ts';
import { Condition } from '../../kernel/contracts/conditions.ts';
import { SCORE_GROUPS, ScoreGroup } from '../../kernel/contracts/scoring.ts';
import type { RuleTable } from '../../domain/crm/scoring/rules/rule-scorer.ts';

const Column = z.strictObject({
  column: z.string(),
  name: z.string(),
  label: z.string(),
  kind: z.enum(['number', 'category']),
  monotone: z.enum(['up', 'down']).optional(),
  unit: z.string().optional(),
});

const Rule = z.strictObject({ label: z.string(), group: ScoreGroup, points: z.number(), condition: Condition });

const Dataset = z.strictObject({
  name: z.string(),
  file: z.string(),
  aim_auc: z.number(),
  target: z.strictObject({ column: z.string(), won: z.array(z.string()).min(1) }),
  /** Texts that mean «not filled in». */
  missing: z.array(z.string()),
  /** What is known before the contact; nothing else is read. */
  columns: z.array(Column).min(1),
  /** The columns that are left out, each with its reason: a column that stands nowhere is a fault. */
  left_out: z.array(z.strictObject({ column: z.string(), why: z.string() })),
  rules: z.strictObject({
    base: z.number(),
    caps: z.strictObject(
      Object.fromEntries(SCORE_GROUPS.map((group) => [group, z.number()])) as Record<ScoreGroup, z.ZodNumber>,
    ),
    rules: z.array(Rule),
  }),
});
export type Dataset = z.infer<typeof Dataset>;

/** Which columns of which file may be used: `eval-leads.mapping.json` beside the script. */
export function readMapping(path: string): Dataset[] {
  return z.strictObject({ datasets: z.array(Dataset) }).parse(JSON.parse(readFileSync(path, 'utf8'))).datasets;
}

/** The columns as the fields of conditions. */
export function catalogueOf(dataset: Dataset): FieldCatalogue {
  return Object.fromEntries(
    dataset.columns.map(({ name, label, kind }) => [name, { label, kind: kind === 'number' ? 'number' : 'text' }]),
  );
}

/** The rules that stand for what a sales team would write down for these columns. */
export function ruleTableOf(dataset: Dataset): RuleTable {
  const { base, caps, rules } = dataset.rules;
  for (const { condition } of rules) checkCondition(condition, catalogueOf(dataset));
  return { base, caps, rules: rules.map((rule, at) => ({ ...rule, id: String(at), half_life_days: null })) };
}
