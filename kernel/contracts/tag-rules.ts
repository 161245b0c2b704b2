import { z } from 'zod';
import { Condition } from './conditions.ts';
import { name } from './fields.ts';

const fields = { tag: name(40), condition: Condition, active: z.boolean() };
export const CreateTagRule = z.strictObject({ ...fields, active: fields.active.default(true) });
export type CreateTagRule = z.infer<typeof CreateTagRule>;
export const UpdateTagRule = z
  .strictObject(fields)
  .partial()
  .extend({ version: z.int().min(1) })
  .strict();
export type UpdateTagRule = z.infer<typeof UpdateTagRule>;

/** Customers that meet the condition carry the tag, as long as they do. */
export const TagRuleView = z.object({
  id: z.uuid(),
  ...fields,
  /** Customers that carry the tag by a rule. */
  tagged: z.int(),
  applied_at: z.iso.datetime().nullable(),
  version: z.int(),
});
export type TagRuleView = z.infer<typeof TagRuleView>;
