import { z } from 'zod';
import { ListQuery } from './paging.ts';

/** What a customer is worth to us, from the most on; `prospect` has not bought within the window. */
export const TIERS = ['key', 'important', 'regular', 'small', 'prospect'] as const;
export const Tier = z.enum(TIERS);
export type Tier = z.infer<typeof Tier>;
/** The tiers of those who bought. */
export const BUYER_TIERS = ['key', 'important', 'regular', 'small'] as const;

export const HEALTH_LEVELS = ['healthy', 'attention', 'at_risk'] as const;
export const HealthLevel = z.enum(HEALTH_LEVELS);
export type HealthLevel = z.infer<typeof HealthLevel>;

const quintile = z.int().min(1).max(5);
/** Four rising boundaries between five classes. */
const bounds = z
  .array(z.number().min(0).max(1e12))
  .length(4)
  .refine((four) => four.every((bound, at) => at === 0 || bound >= four[at - 1]!), { error: 'must rise' });

/** Days since the last purchase, purchases in the window, yuan in the window. */
export const RfmBounds = z.strictObject({ recency: bounds, frequency: bounds, monetary: bounds });
export type RfmBounds = z.infer<typeof RfmBounds>;

export const RfmSettings = z.strictObject({
  /** Purchases of this many days count. */
  window_days: z.int().min(30).max(3650),
  /** `quintiles` splits the organisation's buyers into fifths; `fixed` uses the given boundaries. */
  mode: z.enum(['quintiles', 'fixed']),
  fixed: RfmBounds,
});
export type RfmSettings = z.infer<typeof RfmSettings>;

/** Row: money class 1-5; column: class of recency and frequency together 1-5. Every cell names a tier. */
export const TierTable = z.array(z.array(z.enum(BUYER_TIERS)).length(5)).length(5);
export type TierTable = z.infer<typeof TierTable>;

/** Figures up to `up_to` get the points; the last band has no end. */
export const HealthBand = z.strictObject({ up_to: z.number().nullable(), points: z.int().min(0).max(100) });
export type HealthBand = z.infer<typeof HealthBand>;
const bands = z
  .array(HealthBand)
  .min(1)
  .max(12)
  .refine(
    (list) =>
      list.every(({ up_to }, at) => {
        if (at === list.length - 1) return up_to === null;
        return up_to !== null && (at === 0 || up_to > (list[at - 1]!.up_to ?? -Infinity));
      }),
    { error: 'must rise, and the last one has no end (null)' },
  );
/** How one signal counts: its share of the whole (0 leaves it out) and the points for its figure. */
export const SignalRule = z.strictObject({ weight: z.int().min(0).max(100), bands });
export type SignalRule = z.infer<typeof SignalRule>;

export const HealthSettings = z.strictObject({
  signals: z.record(z.string().min(1).max(40), SignalRule),
  /** From this score on a customer is healthy; below `at_risk_below` at risk; between them it needs attention. */
  healthy_from: z.int().min(1).max(100),
  at_risk_below: z.int().min(0).max(99),
});
export type HealthSettings = z.infer<typeof HealthSettings>;

const groups = { rfm: RfmSettings, tiers: TierTable, health: HealthSettings };
export const ProfileSettingsView = z.object({
  ...groups,
  /** 0 as long as nobody changed anything. */
  version: z.int(),
  /** The boundaries in use; null before the first nightly count. */
  bounds: RfmBounds.extend({ buyers: z.int(), computed_at: z.iso.datetime() }).nullable(),
  /** The signals there are, with the words and the unit of their figure. */
  signals: z.array(z.object({ key: z.string(), label: z.string(), figure: z.string() })),
});
export type ProfileSettingsView = z.infer<typeof ProfileSettingsView>;
export const UpdateProfileSettings = z.strictObject({
  version: z.int().min(0),
  rfm: RfmSettings.optional(),
  tiers: TierTable.optional(),
  health: HealthSettings.optional(),
});
export type UpdateProfileSettings = z.infer<typeof UpdateProfileSettings>;

/** One signal of a customer: its figure, the points for it and how it counts; without a figure it is not known. */
export const SignalView = z.object({
  key: z.string(),
  label: z.string(),
  figure: z.number().nullable(),
  points: z.int().nullable(),
  weight: z.int(),
  /** What it says, in words. */
  words: z.string(),
});
export type SignalView = z.infer<typeof SignalView>;

/** Why the score moved: the signal, by how many points of the score, and the sentence. */
export const HealthCause = z.object({ signal: z.string(), points: z.number(), words: z.string() });
export type HealthCause = z.infer<typeof HealthCause>;

const health = {
  /** 0-100; null while nothing is known. */
  health: z.int().nullable(),
  health_level: HealthLevel.nullable(),
  /** Share of the weights whose signals are known, in per cent. */
  confidence: z.int(),
  previous_health: z.int().nullable(),
  health_changed_at: z.iso.datetime().nullable(),
  /** The two signals that moved it most the last time it moved. */
  causes: z.array(HealthCause),
};
export const ProfileView = z.object({
  customer_id: z.uuid(),
  tier: Tier,
  /** Why it has this tier. */
  tier_words: z.string(),
  recency_days: z.int().nullable(),
  last_order_on: z.iso.date().nullable(),
  orders: z.int(),
  spent: z.number(),
  r: quintile.nullable(),
  f: quintile.nullable(),
  m: quintile.nullable(),
  ...health,
  signals: z.array(SignalView),
  /** Null while the customer waits for its first count. */
  computed_at: z.iso.datetime().nullable(),
});
export type ProfileView = z.infer<typeof ProfileView>;

export const ProfileHistoryEntry = z.object({
  day: z.iso.date(),
  tier: Tier,
  health: z.int().nullable(),
  health_level: HealthLevel.nullable(),
  confidence: z.int(),
  causes: z.array(HealthCause),
});
export type ProfileHistoryEntry = z.infer<typeof ProfileHistoryEntry>;

export const AtRiskList = ListQuery.omit({ sort: true })
  .extend({
    level: HealthLevel.default('at_risk'),
    tier: Tier.optional(),
    owner_id: z.uuid().optional(),
    /** At least this sure, in per cent. */
    min_confidence: z.coerce.number().int().min(0).max(100).optional(),
  })
  .strict();
export type AtRiskList = z.infer<typeof AtRiskList>;
export const AtRiskCustomer = z.object({
  customer_id: z.uuid(),
  name: z.string(),
  owner_id: z.uuid().nullable(),
  owner_name: z.string().nullable(),
  tier: Tier,
  ...health,
  open_amount: z.number(),
  spent: z.number(),
  last_activity_at: z.iso.datetime().nullable(),
  next_follow_up_at: z.iso.datetime().nullable(),
});
export type AtRiskCustomer = z.infer<typeof AtRiskCustomer>;

/** A record a sentence rests on. */
export const StorySource = z.object({ entity: z.string(), entity_id: z.uuid(), title: z.string() });
export type StorySource = z.infer<typeof StorySource>;
export const STORY_PARTS = ['who', 'value', 'lately', 'deals', 'risk', 'next'] as const;
export const StorySentence = z.object({
  part: z.enum(STORY_PARTS),
  text: z.string(),
  sources: z.array(StorySource),
});
export type StorySentence = z.infer<typeof StorySentence>;
export const CustomerStory = z.object({
  customer_id: z.uuid(),
  name: z.string(),
  sentences: z.array(StorySentence),
  /** When it was told. */
  told_at: z.iso.datetime(),
});
export type CustomerStory = z.infer<typeof CustomerStory>;
