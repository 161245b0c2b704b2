import { z } from 'zod';
import { Condition, ConditionField } from './conditions.ts';
import { ListQuery } from './paging.ts';

/** How good a lead is, best first. Where each begins stands in the settings. */
export const LEAD_GRADES = ['A', 'B', 'C', 'D'] as const;
export const LeadGrade = z.enum(LEAD_GRADES);
export type LeadGrade = z.infer<typeof LeadGrade>;

/** What a rule is about. The points of a group together go no further than its cap. */
export const SCORE_GROUPS = ['profile', 'source', 'engagement', 'progress', 'risk'] as const;
export const ScoreGroup = z.enum(SCORE_GROUPS);
export type ScoreGroup = z.infer<typeof ScoreGroup>;

/** Why a lead was scored again. */
export const SCORE_EVENTS = [
  'lead_created',
  'lead_changed',
  'activity',
  'imported',
  'time_passed',
  'rules_changed',
  'model_changed',
  'asked',
] as const;
export const ScoreEvent = z.enum(SCORE_EVENTS);
export type ScoreEvent = z.infer<typeof ScoreEvent>;

export const SCORE_MODEL_KINDS = ['rules', 'fitted'] as const;
export const ScoreModelKind = z.enum(SCORE_MODEL_KINDS);
export type ScoreModelKind = z.infer<typeof ScoreModelKind>;

export const SCORE_MODEL_STATUSES = ['candidate', 'active', 'retired'] as const;
export const ScoreModelStatus = z.enum(SCORE_MODEL_STATUSES);
export type ScoreModelStatus = z.infer<typeof ScoreModelStatus>;

/** One line of the factor table. The points of all lines together are the score. */
export const ScoreFactor = z.object({
  key: z.string(),
  label: z.string(),
  /** The lead's own value in words: «3 次», «展会». */
  value: z.string(),
  /** With one decimal; below zero it lowers the score. */
  points: z.number(),
  direction: z.enum(['up', 'down', 'neutral']),
});
export type ScoreFactor = z.infer<typeof ScoreFactor>;

/** A step of a score's history: what happened and which factors moved it most. */
export const LeadScoreChangeView = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  event: ScoreEvent,
  from_score: z.int().nullable(),
  to_score: z.int(),
  from_grade: LeadGrade.nullable(),
  to_grade: LeadGrade,
  model: z.string(),
  moved: z.array(z.object({ label: z.string(), from: z.number(), to: z.number() })),
});
export type LeadScoreChangeView = z.infer<typeof LeadScoreChangeView>;

export const LeadScoreView = z.object({
  lead_id: z.uuid(),
  score: z.int().min(0).max(100),
  grade: LeadGrade,
  /** Chance to convert in per cent by the fitted model's own history; the rules know none. */
  probability: z.number().nullable(),
  model: z.object({ kind: ScoreModelKind, name: z.string() }),
  factors: z.array(ScoreFactor),
  /** Two to four sentences: what lifts, what lowers, what to do next. */
  explanation: z.string(),
  next_step: z.string(),
  scored_at: z.iso.datetime(),
  /** False while the stored score is still being computed: what is shown was computed for this answer. */
  stored: z.boolean(),
  /** The latest changes, newest first. */
  history: z.array(LeadScoreChangeView),
});
export type LeadScoreView = z.infer<typeof LeadScoreView>;

const points = z.number().min(-100).max(100);
const ruleFields = {
  label: z.string().trim().min(1).max(60),
  group: ScoreGroup,
  condition: Condition,
  points,
  /** Days without contact after which the points count half; null: they do not fade. */
  half_life_days: z.number().min(0.5).max(365).nullable(),
  active: z.boolean(),
  /** Smaller comes first in the table. */
  position: z.int().min(0).max(10_000),
};
export const ScoreRuleView = z.object({
  id: z.uuid(),
  ...ruleFields,
  version: z.int(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
});
export type ScoreRuleView = z.infer<typeof ScoreRuleView>;
export const CreateScoreRule = z.strictObject({
  ...ruleFields,
  half_life_days: ruleFields.half_life_days.default(null),
  active: ruleFields.active.default(true),
  position: ruleFields.position.default(1000),
});
export type CreateScoreRule = z.infer<typeof CreateScoreRule>;
export const UpdateScoreRule = z
  .strictObject(ruleFields)
  .partial()
  .extend({ version: z.int().min(1) })
  .strict();
export type UpdateScoreRule = z.infer<typeof UpdateScoreRule>;
export const ScoreRuleList = ListQuery.omit({ sort: true, q: true }).strict();
export type ScoreRuleList = z.infer<typeof ScoreRuleList>;
export const ScoreFields = z.object({ fields: z.array(ConditionField) });

/** A line of the history of rules and settings. */
export const ScoreConfigChange = z.object({
  at: z.iso.datetime(),
  actor_name: z.string().nullable(),
  action: z.string(),
  entity_id: z.string().nullable(),
  label: z.string().nullable(),
  before: z.unknown(),
  after: z.unknown(),
});
export type ScoreConfigChange = z.infer<typeof ScoreConfigChange>;

const cap = z.number().min(0).max(100);
const settingFields = {
  /** Where the rules begin to count. */
  base_points: z.number().min(0).max(100),
  /** The least score of each grade; below `c` it is D. */
  thresholds: z.strictObject({ a: z.int(), b: z.int(), c: z.int() }),
  /** The most a group may add or take. */
  caps: z.strictObject({ profile: cap, source: cap, engagement: cap, progress: cap, risk: cap }),
  /** Days after which a contact warms a lead half as much; for the warmth both models look at. */
  half_life_days: z.number().min(0.5).max(365),
  /** Days after which a lead that did not convert counts as not won when a model is fitted. */
  maturity_days: z.int().min(7).max(730),
  /** By how much a fitted model's AUC must be better than the rules'. */
  margin: z.number().min(0).max(0.2),
  /** Whether a fitted model that beats the rules is put to work by itself. */
  auto_activate: z.boolean(),
};
export const ScoreSettingsView = z.object({
  ...settingFields,
  last_fit_at: z.iso.datetime().nullable(),
  /** What came of the last attempt to fit a model, in words. */
  last_fit_note: z.string().nullable(),
  version: z.int(),
  updated_at: z.iso.datetime(),
});
export type ScoreSettingsView = z.infer<typeof ScoreSettingsView>;
export const UpdateScoreSettings = z
  .strictObject(settingFields)
  .partial()
  .extend({ version: z.int().min(1) })
  .strict();
export type UpdateScoreSettings = z.infer<typeof UpdateScoreSettings>;

/** A change of the rules or of the grades that is only tried: a rule as it would stand, settings as they would be. */
export const PreviewScoring = z.strictObject({
  /** With the id of a rule it stands in its place, without one beside the others. */
  rule: z
    .strictObject({
      id: z.uuid().optional(),
      group: ScoreGroup,
      condition: Condition,
      points,
      half_life_days: ruleFields.half_life_days,
      active: z.boolean(),
    })
    .optional(),
  settings: z
    .strictObject({
      base_points: settingFields.base_points,
      thresholds: settingFields.thresholds,
      caps: settingFields.caps,
    })
    .partial()
    .optional(),
});
export type PreviewScoring = z.infer<typeof PreviewScoring>;
export const ScoringPreview = z.object({
  /** Open leads that were looked at: the newest of those the asker sees. */
  leads: z.int(),
  /** How many of them meet the rule; null when no rule was asked about. */
  meeting: z.int().nullable(),
  /** How many would have another score. */
  changed: z.int(),
  grades: z.array(z.object({ grade: LeadGrade, before: z.int(), after: z.int() })),
  /** A few whose score would move most. */
  examples: z.array(
    z.object({
      lead_id: z.uuid(),
      name: z.string(),
      from_score: z.int(),
      to_score: z.int(),
      from_grade: LeadGrade,
      to_grade: LeadGrade,
    }),
  ),
});
export type ScoringPreview = z.infer<typeof ScoringPreview>;

const rate = z.number().min(0).max(1);
/** How well a score told good from bad leads on rows it had not seen. */
export const ScoreFigures = z.object({
  auc: rate,
  log_loss: z.number(),
  brier: z.number(),
  /** Mean distance between the foretold and the actual rate over the calibration table. */
  calibration_error: rate,
  top_decile_lift: z.number(),
  top_decile_rate: rate,
  /** Up to ten groups of about equal size, from the least to the most promising. */
  calibration: z.array(z.object({ count: z.number(), predicted: rate, actual: rate })),
});
export type ScoreFigures = z.infer<typeof ScoreFigures>;

export const FIT_NOTES = [
  'one_value',
  'leak',
  'filled_late',
  'no_signal',
  'no_own_part',
  'rare_values',
  'undated',
] as const;
/** Something a person should know about a column. */
export const FitNote = z.object({
  code: z.enum(FIT_NOTES),
  /** A leak is a warning: the column is left out because it seems to know the outcome. */
  level: z.enum(['warning', 'note']),
  feature: z.string(),
  text: z.string(),
});
export type FitNote = z.infer<typeof FitNote>;

export const FitReport = z.object({
  window: z.object({ from: z.iso.datetime(), to: z.iso.datetime(), test_from: z.iso.datetime().nullable() }),
  counts: z.object({
    leads: z.int(),
    won: z.int(),
    not_won: z.int(),
    rows: z.int(),
    train_rows: z.int(),
    test_rows: z.int(),
  }),
  penalty: z.number(),
  fitted: ScoreFigures,
  rules: ScoreFigures,
  features: z.array(
    z.object({ name: z.string(), label: z.string(), auc: rate, information: z.number(), weight: z.number() }),
  ),
  notes: z.array(FitNote),
});
export type FitReport = z.infer<typeof FitReport>;

export const ScoreModelView = z.object({
  id: z.uuid(),
  number: z.int(),
  name: z.string(),
  kind: ScoreModelKind,
  status: ScoreModelStatus,
  /** Of a fitted model: whether its back-test beats the rules'. The rules themselves may always be used. */
  beats_rules: z.boolean(),
  /** The verdict in words. */
  verdict: z.string(),
  trained_at: z.iso.datetime().nullable(),
  activated_at: z.iso.datetime().nullable(),
  report: FitReport.nullable(),
});
export type ScoreModelView = z.infer<typeof ScoreModelView>;
