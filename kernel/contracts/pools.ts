import { z } from 'zod';
import { Condition } from './conditions.ts';
import { ListQuery } from './paging.ts';

export const POOL_ENTITIES = ['lead', 'customer'] as const;
export const PoolEntity = z.enum(POOL_ENTITIES);
export type PoolEntity = z.infer<typeof PoolEntity>;

/**
 * `entered` nobody took it · `recycled` nobody followed up · `released` its owner gave it back · `picked` somebody took it for
 * themselves · `given` whoever may assign gave it to them.
 */
export const POOL_EVENT_KINDS = ['entered', 'recycled', 'released', 'picked', 'given', 'warned'] as const;
export const PoolEventKind = z.enum(POOL_EVENT_KINDS);
export type PoolEventKind = z.infer<typeof PoolEventKind>;

const poolFields = {
  name: z.string().trim().min(1).max(60),
  position: z.int().min(0).max(10_000),
  active: z.boolean(),
  /** Which records belong here; pools are asked from the lowest position on. */
  condition: Condition,
  /** Only this team picks from it and sees it; null is everybody. */
  team_id: z.uuid().nullable(),
  /** Days without a follow-up after which a record falls back; null never. */
  recycle_days: z.int().min(1).max(730).nullable(),
  /** The owner is warned this many days before. */
  warn_days: z.int().min(0).max(60),
  /** A customer with an open opportunity stays with its owner. */
  protect_open_deals: z.boolean(),
  /** Picks a person may make in a day. */
  daily_picks: z.int().min(1).max(10_000).nullable(),
  /** Open records of this kind a person may own when picking. */
  capacity: z.int().min(1).max(100_000).nullable(),
  /** Days in which a former owner may not pick the same record again. */
  repick_days: z.int().min(0).max(365),
};
export const CreatePool = z.strictObject({
  ...poolFields,
  entity: PoolEntity,
  position: poolFields.position.default(100),
  active: poolFields.active.default(true),
  condition: poolFields.condition.default({ all: [] }),
  team_id: poolFields.team_id.default(null),
  recycle_days: poolFields.recycle_days.default(30),
  warn_days: poolFields.warn_days.default(3),
  protect_open_deals: poolFields.protect_open_deals.default(true),
  daily_picks: poolFields.daily_picks.default(20),
  capacity: poolFields.capacity.default(200),
  repick_days: poolFields.repick_days.default(7),
});
export type CreatePool = z.infer<typeof CreatePool>;
export const UpdatePool = z
  .strictObject(poolFields)
  .partial()
  .extend({ version: z.int().min(1) })
  .strict();
export type UpdatePool = z.infer<typeof UpdatePool>;
export const PoolView = z.object({
  id: z.uuid(),
  entity: PoolEntity,
  ...poolFields,
  team_name: z.string().nullable(),
  /** Records that wait in it. */
  waiting: z.int(),
  version: z.int(),
});
export type PoolView = z.infer<typeof PoolView>;

/** A record in a pool, as somebody sees it who does not own it: no way to reach the customer before picking. */
export const PoolEntryView = z.object({
  entity: PoolEntity,
  entity_id: z.uuid(),
  name: z.string(),
  company: z.string().nullable(),
  region: z.string().nullable(),
  city: z.string().nullable(),
  sector: z.string().nullable(),
  source: z.string().nullable(),
  last_activity_at: z.iso.datetime().nullable(),
  reason: z.string(),
  entered_at: z.iso.datetime(),
  /** The last owner, if any. */
  from_name: z.string().nullable(),
  /** Why the reader may not pick it now; null when they may. */
  blocked: z.string().nullable(),
});
export type PoolEntryView = z.infer<typeof PoolEntryView>;

export const PoolEventView = z.object({
  entity: PoolEntity,
  entity_id: z.uuid(),
  kind: PoolEventKind,
  pool_name: z.string().nullable(),
  user_name: z.string().nullable(),
  reason: z.string().nullable(),
  at: z.iso.datetime(),
});
export type PoolEventView = z.infer<typeof PoolEventView>;
export const PoolEventList = ListQuery.extend({
  entity: PoolEntity.optional(),
  entity_id: z.uuid().optional(),
  kind: PoolEventKind.optional(),
}).strict();
export type PoolEventList = z.infer<typeof PoolEventList>;

/** Gives a record that waits in a pool to a colleague. */
export const GiveFromPool = z.strictObject({
  entity: PoolEntity,
  entity_id: z.uuid(),
  owner_id: z.uuid(),
  /** What the new owner should know. */
  note: z.string().trim().max(1000).optional(),
});
export type GiveFromPool = z.infer<typeof GiveFromPool>;

/** A record that will fall back to a pool unless somebody follows up. */
export const RecycleWarning = z.object({
  entity: PoolEntity,
  entity_id: z.uuid(),
  name: z.string(),
  owner_id: z.uuid(),
  owner_name: z.string(),
  pool_name: z.string(),
  last_touch_at: z.iso.datetime(),
  recycle_at: z.iso.datetime(),
});
export type RecycleWarning = z.infer<typeof RecycleWarning>;
