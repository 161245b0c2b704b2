import { z } from 'zod';

export const UsageRow = z.object({
  day: z.iso.date(),
  user_id: z.uuid().nullable(),
  user_name: z.string().nullable(),
  agent: z.string(),
  model: z.string(),
  calls: z.int(),
  prompt_tokens: z.int(),
  completion_tokens: z.int(),
  /** Yuan. */
  cost: z.number(),
});
export type UsageRow = z.infer<typeof UsageRow>;

/** `all`, `user:<id>`, `role:<role>` or `agent:<name>`, with what a day may use. */
export const ModelBudgetView = z.strictObject({
  scope: z.string().regex(/^(all|user:[0-9a-f-]{36}|role:[a-z_]+|agent:[a-z_-]+)$/),
  daily_tokens: z.int().min(0).nullable(),
  daily_cost: z.number().min(0).nullable(),
});
export type ModelBudgetView = z.infer<typeof ModelBudgetView>;
