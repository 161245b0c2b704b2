import { z } from 'zod';
import { Condition } from './conditions.ts';
import { ListQuery } from './paging.ts';

/** Records that can be grouped by a condition and shown in lists. */
export const SEGMENT_ENTITIES = ['customer', 'contact', 'lead', 'opportunity'] as const;
export const SegmentEntity = z.enum(SEGMENT_ENTITIES);
export type SegmentEntity = z.infer<typeof SegmentEntity>;

const name = z.string().trim().min(1).max(60);

export const CreateSegment = z.strictObject({
  name,
  entity: SegmentEntity,
  condition: Condition,
  /** Everybody sees it; needs `crm.configure`. */
  shared: z.boolean().default(false),
});
export type CreateSegment = z.infer<typeof CreateSegment>;
export const UpdateSegment = z
  .strictObject({ name, condition: Condition, shared: z.boolean() })
  .partial()
  .extend({ version: z.int().min(1) })
  .strict();
export type UpdateSegment = z.infer<typeof UpdateSegment>;
export const SegmentView = z.object({
  id: z.uuid(),
  name: z.string(),
  entity: SegmentEntity,
  condition: Condition,
  shared: z.boolean(),
  owner_id: z.uuid(),
  owner_name: z.string(),
  /** Records in it now, among those the reader may see. */
  count: z.int(),
  version: z.int(),
  updated_at: z.iso.datetime(),
});
export type SegmentView = z.infer<typeof SegmentView>;
export const SegmentList = ListQuery.omit({ sort: true }).extend({ entity: SegmentEntity.optional() }).strict();
export type SegmentList = z.infer<typeof SegmentList>;

export const CountCondition = z.strictObject({ entity: SegmentEntity, condition: Condition });
export type CountCondition = z.infer<typeof CountCondition>;
/** How many records meet a condition, with the names of a few. */
export const ConditionCount = z.object({
  count: z.int(),
  sample: z.array(z.object({ id: z.uuid(), name: z.string() })),
});
export type ConditionCount = z.infer<typeof ConditionCount>;

export const SegmentMember = z.object({ id: z.uuid(), name: z.string(), owner_name: z.string().nullable() });
export type SegmentMember = z.infer<typeof SegmentMember>;

/** How a list is shown; the page knows what its filters and columns mean. */
export const ViewSettings = z.strictObject({
  filters: z.record(z.string().max(40), z.string().max(200)).default({}),
  q: z.string().max(100).optional(),
  sort: z.string().max(40).optional(),
  columns: z.array(z.string().max(60)).max(60).optional(),
  segment_id: z.uuid().optional(),
});
export type ViewSettings = z.infer<typeof ViewSettings>;
export const CreateSavedView = z.strictObject({
  name,
  entity: SegmentEntity,
  settings: ViewSettings,
  /** Everybody may use it; needs `crm.configure`. */
  shared: z.boolean().default(false),
});
export type CreateSavedView = z.infer<typeof CreateSavedView>;
export const UpdateSavedView = z
  .strictObject({ name, settings: ViewSettings, shared: z.boolean() })
  .partial()
  .extend({ version: z.int().min(1) })
  .strict();
export type UpdateSavedView = z.infer<typeof UpdateSavedView>;
export const SavedViewView = z.object({
  id: z.uuid(),
  name: z.string(),
  entity: SegmentEntity,
  settings: ViewSettings,
  shared: z.boolean(),
  owner_id: z.uuid(),
  owner_name: z.string(),
  version: z.int(),
});
export type SavedViewView = z.infer<typeof SavedViewView>;
