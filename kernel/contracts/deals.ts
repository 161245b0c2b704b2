import { z } from 'zod';
import { Stage, WarningKind } from './crm.ts';
import { name, optionalText, version } from './fields.ts';
import { ListQuery } from './paging.ts';

const quantity = z.number().min(0.001).max(1e9);
export const LineInput = z
  .strictObject({
    product_id: z.uuid().nullable().optional(),
    /** Needed without a product; with one its name is the default. */
    name: optionalText(120),
    quantity: quantity.default(1),
    /** In yuan; the product's list price by default. */
    unit_price: z.number().min(0).max(1e12).optional(),
    /** Per cent taken off, 0 to 100. */
    discount: z.number().min(0).max(100).default(0),
  })
  .refine((line) => line.product_id || line.name, { error: 'product_id or name is needed', path: ['name'] });
export type LineInput = z.infer<typeof LineInput>;
export const LineView = z.object({
  id: z.uuid(),
  product_id: z.uuid().nullable(),
  name: z.string(),
  quantity: z.number(),
  unit_price: z.number(),
  discount: z.number(),
  amount: z.number(),
});
export type LineView = z.infer<typeof LineView>;
export const LineList = z.object({ items: z.array(LineView), total: z.number(), version: z.int() });
export type LineList = z.infer<typeof LineList>;
export const ReplaceLines = z.strictObject({
  version,
  lines: z.array(LineInput).max(100),
  /** Makes the total the amount of the deal. */
  update_amount: z.boolean().default(false),
});
export type ReplaceLines = z.infer<typeof ReplaceLines>;

/** How a competitor stands: in the race, ahead of us, behind us, out of it, or it got the deal. */
export const COMPETITOR_STATUSES = ['competing', 'ahead', 'behind', 'out', 'won'] as const;
export const CompetitorStatus = z.enum(COMPETITOR_STATUSES);
export type CompetitorStatus = z.infer<typeof CompetitorStatus>;
export const CompetitorView = z.object({
  id: z.uuid(),
  name: z.string(),
  status: CompetitorStatus,
  strength: z.string().nullable(),
  weakness: z.string().nullable(),
  version: z.int(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
});
export type CompetitorView = z.infer<typeof CompetitorView>;
export const CreateCompetitor = z.strictObject({
  name: name(80),
  status: CompetitorStatus.default('competing'),
  strength: optionalText(500),
  weakness: optionalText(500),
});
export type CreateCompetitor = z.infer<typeof CreateCompetitor>;
export const UpdateCompetitor = z.strictObject({
  version,
  name: name(80).optional(),
  status: CompetitorStatus.optional(),
  strength: optionalText(500),
  weakness: optionalText(500),
});
export type UpdateCompetitor = z.infer<typeof UpdateCompetitor>;

/** One line of what happened to a deal: who changed what, from what to what. */
export const DealHistoryEntry = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  actor_name: z.string().nullable(),
  agent: z.string().nullable(),
  action: z.string(),
  before: z.unknown(),
  after: z.unknown(),
});
export type DealHistoryEntry = z.infer<typeof DealHistoryEntry>;
export const DealHistoryList = ListQuery.omit({ q: true, sort: true });

export const DealWarningView = z.object({
  id: z.uuid(),
  kind: WarningKind,
  opportunity_id: z.uuid(),
  opportunity_name: z.string(),
  opportunity_code: z.string(),
  customer_id: z.uuid().nullable(),
  customer_name: z.string().nullable(),
  stage: Stage,
  amount: z.number().nullable(),
  expected_close: z.iso.date().nullable(),
  owner_id: z.uuid().nullable(),
  owner_name: z.string().nullable(),
  /** The reason as a sentence. */
  message: z.string(),
  raised_at: z.iso.datetime(),
  resolved_at: z.iso.datetime().nullable(),
});
export type DealWarningView = z.infer<typeof DealWarningView>;
export const DealWarningList = ListQuery.omit({ q: true })
  .extend({
    kind: WarningKind.optional(),
    owner_id: z.uuid().optional(),
    opportunity_id: z.uuid().optional(),
    /** Open warnings by default. */
    resolved: z.stringbool().default(false),
  })
  .strict();
export type DealWarningList = z.infer<typeof DealWarningList>;

export const CHECK_ITEMS = [
  'facts',
  'rhythm',
  'decision_maker',
  'close_date',
  'amount',
  'next_step',
  'competition',
] as const;
export const CheckItemKey = z.enum(CHECK_ITEMS);
export type CheckItemKey = z.infer<typeof CheckItemKey>;
export const CheckResult = z.enum(['ok', 'warn', 'bad']);
export type CheckResult = z.infer<typeof CheckResult>;
export const CheckItem = z.object({
  key: CheckItemKey,
  label: z.string(),
  result: CheckResult,
  /** Why, as a sentence with the figures it rests on. */
  reason: z.string(),
  /** What to do next; none where all is well. */
  next_step: z.string().nullable(),
});
export type CheckItem = z.infer<typeof CheckItem>;
export const DealCheckUp = z.object({
  opportunity_id: z.uuid(),
  name: z.string(),
  stage: Stage,
  grade: z.enum(['A', 'B', 'C', 'D']),
  summary: z.string(),
  items: z.array(CheckItem),
  next_steps: z.array(z.string()),
  /** Won deals the comparison rests on. */
  history_deals: z.int(),
  checked_at: z.iso.datetime(),
});
export type DealCheckUp = z.infer<typeof DealCheckUp>;
