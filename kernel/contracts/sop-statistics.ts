import { z } from 'zod';
import { SopInstanceStatus } from './sop-instances.ts';
import { SopType } from './sop.ts';

const Count = z.int().min(0);
/** Per cent with one place after the point; null: nothing to divide by. */
const Percent = z.number().nullable();

/** How all sequences stand (spec 000 «SOP统计信息»). */
export const SopStats = z.object({
  total_templates: Count,
  active_templates: Count,
  total_instances: Count,
  active_instances: Count,
  completed_instances: Count,
  failed_instances: Count,
  today_instances_created: Count,
  today_instances_completed: Count,
  today_success_rate: Percent,
  type_distribution: z.partialRecord(SopType, Count),
  instance_status_distribution: z.partialRecord(SopInstanceStatus, Count),
});
export type SopStats = z.infer<typeof SopStats>;

export const SopStatisticsQuery = z.strictObject({
  /** Only instances of this version; of all versions by default. */
  version_number: z.coerce.number().int().min(1).max(1_000_000).optional(),
  /** Only instances that began in these days, both included. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
});
export type SopStatisticsQuery = z.infer<typeof SopStatisticsQuery>;

/** One step of the funnel. */
export const SopStepStatistics = z.object({
  step_id: z.string(),
  step_name: z.string(),
  action_type: z.string(),
  /** Instances that came here. */
  entered: Count,
  completed: Count,
  skipped: Count,
  failed: Count,
  /** Instances that stand here now. */
  standing: Count,
  /** Of all instances. */
  share: Percent,
  average_minutes: z.number().nullable(),
  median_minutes: z.number().nullable(),
  ways: z.array(z.object({ way: z.string(), words: z.string(), count: Count, share: Percent })),
});
export type SopStepStatistics = z.infer<typeof SopStepStatistics>;

/** How the variants of a split compare. */
export const SopSplitStatistics = z.object({
  step_id: z.string(),
  step_name: z.string(),
  /** What counts as a success: the template's goal, or a reply where it has none. */
  measure: z.enum(['goal', 'reply']),
  variants: z.array(
    z.object({ name: z.string(), title: z.string(), instances: Count, successes: Count, rate: Percent }),
  ),
  /** Whether there are enough to say anything. */
  enough: z.boolean(),
  /** The name of the better variant, where the difference can be relied on. */
  better: z.string().nullable(),
  p_value: z.number().nullable(),
  /** The same in a sentence. */
  words: z.string(),
});
export type SopSplitStatistics = z.infer<typeof SopSplitStatistics>;

export const SopTemplateStatistics = z.object({
  template_id: z.uuid(),
  template_name: z.string(),
  version_number: z.int().nullable(),
  total_instances: Count,
  active_instances: Count,
  completed_instances: Count,
  failed_instances: Count,
  cancelled_instances: Count,
  success_rate: z.string(),
  replied: Count,
  /** Of the instances that waited for a reply. */
  reply_rate: Percent,
  goal: z.string(),
  reached: Count,
  /** Of all instances. */
  conversion_rate: Percent,
  average_duration_minutes: z.number().nullable(),
  steps: z.array(SopStepStatistics),
  splits: z.array(SopSplitStatistics),
});
export type SopTemplateStatistics = z.infer<typeof SopTemplateStatistics>;
