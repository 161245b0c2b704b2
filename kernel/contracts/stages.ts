import { z } from 'zod';
import { Stage } from './crm.ts';
import { name, optionalText, version } from './fields.ts';

/**
 * What one should know about a deal. Some are read from the record (amount, expected close, product, contact), the others
 * are told; a decision maker, a competitor and a contract draft count either way.
 */
export const FACT_KEYS = [
  'amount',
  'expected_close',
  'product',
  'contact',
  'decision_maker',
  'need',
  'budget',
  'purchase_process',
  'competitor',
  'proposal_sent',
  'contract_draft',
] as const;
export const FactKey = z.enum(FACT_KEYS);
export type FactKey = z.infer<typeof FactKey>;

export const FACT_SOURCES = ['person', 'agent', 'call', 'message', 'import'] as const;
export const FactSource = z.enum(FACT_SOURCES);
export type FactSource = z.infer<typeof FactSource>;

/** What happens when facts of a stage are missing: `advise` tells of it, `require` refuses the move. */
export const FACT_ENFORCEMENTS = ['advise', 'require'] as const;
export const FactEnforcement = z.enum(FACT_ENFORCEMENTS);
export type FactEnforcement = z.infer<typeof FactEnforcement>;

/** Who may make a move; `manager` is whoever may assign. */
export const MOVE_PEOPLE = ['anybody', 'owner_or_manager', 'manager'] as const;
export const MovePeople = z.enum(MOVE_PEOPLE);
export type MovePeople = z.infer<typeof MovePeople>;

/** What a move between two stages is, by where they stand in the funnel. */
export const MOVE_KINDS = ['same', 'forward', 'back', 'win', 'lose', 'reopen', 'turn'] as const;
export const MoveKind = z.enum(MOVE_KINDS);
export type MoveKind = z.infer<typeof MoveKind>;

/** One cell of the table of moves. */
export const StageMoveRule = z.strictObject({
  to: Stage,
  allowed: z.boolean(),
  who: MovePeople,
  reason_required: z.boolean(),
});
export type StageMoveRule = z.infer<typeof StageMoveRule>;

export const StageDefinitionView = z.object({
  stage: Stage,
  label: z.string(),
  /** Place in the funnel, 1 to 6. */
  position: z.int(),
  open: z.boolean(),
  /** Chance of winning in per cent. */
  probability: z.int(),
  /** Facts one should know before a deal comes into this stage. */
  required_facts: z.array(z.object({ key: FactKey, label: z.string() })),
  enforcement: FactEnforcement,
  /** Days without any movement after which a deal counts as stalled; none for a closed stage. */
  stalled_days: z.int().nullable(),
  active: z.boolean(),
  guidance: z.string().nullable(),
  moves: z.array(StageMoveRule.extend({ kind: MoveKind, label: z.string() })),
  version: z.int(),
  updated_at: z.iso.datetime(),
});
export type StageDefinitionView = z.infer<typeof StageDefinitionView>;

export const UpdateStageDefinition = z.strictObject({
  version,
  probability: z.int().min(0).max(100).optional(),
  required_facts: z.array(FactKey).max(FACT_KEYS.length).optional(),
  enforcement: FactEnforcement.optional(),
  stalled_days: z.int().min(1).max(365).optional(),
  active: z.boolean().optional(),
  guidance: optionalText(500),
  /** The row of the table of moves; cells that are left out stay. */
  moves: z.array(StageMoveRule).max(6).optional(),
  /** Gives open deals of the stage that still have its old chance the new one. */
  apply_to_open: z.boolean().optional(),
});
export type UpdateStageDefinition = z.infer<typeof UpdateStageDefinition>;

export const FactView = z.object({
  key: FactKey,
  label: z.string(),
  /** What to find out, as a question to the customer. */
  hint: z.string(),
  known: z.boolean(),
  /** Whether the deal's stage asks for it, and which later stage does. */
  required: z.boolean(),
  required_from: Stage.nullable(),
  value: z.string().nullable(),
  /** `record` when it is read from the deal itself. */
  source: z.enum(['record', ...FACT_SOURCES]).nullable(),
  recorded_by_name: z.string().nullable(),
  recorded_at: z.iso.datetime().nullable(),
});
export type FactView = z.infer<typeof FactView>;
export const FactList = z.object({ items: z.array(FactView), missing: z.array(FactKey) });
export type FactList = z.infer<typeof FactList>;
export const RecordFact = z.strictObject({
  value: name(500),
  source: FactSource.optional(),
});
export type RecordFact = z.infer<typeof RecordFact>;

export const LostReasonView = z.object({
  id: z.uuid(),
  label: z.string(),
  position: z.int(),
  /** Whether words have to follow, as with «其他». */
  needs_text: z.boolean(),
  active: z.boolean(),
  /** Deals that were lost for it, among those one may see. */
  used: z.int(),
  version: z.int(),
});
export type LostReasonView = z.infer<typeof LostReasonView>;
export const CreateLostReason = z.strictObject({
  label: name(60),
  position: z.int().min(0).max(1000).optional(),
  needs_text: z.boolean().default(false),
});
export type CreateLostReason = z.infer<typeof CreateLostReason>;
export const UpdateLostReason = z.strictObject({
  version,
  label: name(60).optional(),
  position: z.int().min(0).max(1000).optional(),
  needs_text: z.boolean().optional(),
  active: z.boolean().optional(),
});
export type UpdateLostReason = z.infer<typeof UpdateLostReason>;
