import { z } from 'zod';
import { ListQuery, pageOf } from './paging.ts';

/** The records whose quality is watched, that can be merged and edited in bulk. */
export const QUALITY_ENTITIES = ['customer', 'contact', 'lead'] as const;
export const QualityEntity = z.enum(QUALITY_ENTITIES);
export type QualityEntity = z.infer<typeof QualityEntity>;

/** The records that can be edited in bulk. */
export const BULK_ENTITIES = [...QUALITY_ENTITIES, 'opportunity'] as const;
export const BulkEntity = z.enum(BULK_ENTITIES);
export type BulkEntity = z.infer<typeof BulkEntity>;

/** What two records can have in common. */
export const MATCH_KINDS = [
  'credit_code',
  'mobile',
  'landline',
  'email',
  'wechat',
  'domain',
  'name',
  'brand',
  'pinyin',
  'slip',
  'person',
  'person_pinyin',
] as const;
export const MatchKind = z.enum(MATCH_KINDS);
export type MatchKind = z.infer<typeof MatchKind>;

/** How sure it is that two records are the same: from 90, from 75, below. */
export const MATCH_LEVELS = ['certain', 'likely', 'possible'] as const;
export const MatchLevel = z.enum(MATCH_LEVELS);
export type MatchLevel = z.infer<typeof MatchLevel>;

export const CANDIDATE_STATUSES = ['open', 'dismissed', 'merged'] as const;
export const CandidateStatus = z.enum(CANDIDATE_STATUSES);

const MatchReason = z.object({ kind: MatchKind, label: z.string() });

const typed = (max: number) => z.string().max(max).nullable().optional();

/** What a form holds while somebody types; nothing is required. */
export const CheckDuplicates = z.strictObject({
  entity: QualityEntity,
  fields: z.strictObject({
    name: typed(120),
    short_name: typed(60),
    company: typed(120),
    phone: typed(60),
    email: typed(120),
    wechat: typed(60),
    website: typed(200),
    credit_code: typed(30),
    city: typed(40),
    /** The customer a contact is typed for. */
    customer_id: z.uuid().nullable().optional(),
  }),
  /** The record that is being edited, which is no duplicate of itself. */
  exclude_id: z.uuid().optional(),
});
export type CheckDuplicates = z.infer<typeof CheckDuplicates>;

/**
 * A record that is probably the one being typed. Of one outside the person's data scope only the owner is told
 * (`hidden`), so that nobody works on the same customer twice and nobody reads a colleague's.
 */
export const DuplicateMatch = z.object({
  entity: QualityEntity,
  hidden: z.boolean(),
  id: z.uuid().nullable(),
  name: z.string().nullable(),
  detail: z.string().nullable(),
  phone: z.string().nullable(),
  owner_name: z.string().nullable(),
  last_activity_at: z.iso.datetime().nullable(),
  /** 0 to 100. */
  score: z.int(),
  level: MatchLevel,
  reasons: z.array(MatchReason),
  /** The sentence for the person. */
  message: z.string(),
});
export type DuplicateMatch = z.infer<typeof DuplicateMatch>;
export const DuplicateMatches = z.object({ matches: z.array(DuplicateMatch) });

/** One side of a pair; all but the owner is hidden of a record outside the data scope. */
const CandidateSide = z.object({
  id: z.uuid().nullable(),
  hidden: z.boolean(),
  code: z.string().nullable(),
  name: z.string().nullable(),
  detail: z.string().nullable(),
  phone: z.string().nullable(),
  owner_name: z.string().nullable(),
  version: z.int().nullable(),
  completeness: z.int().nullable(),
  last_activity_at: z.iso.datetime().nullable(),
});
export const DuplicateCandidateView = z.object({
  id: z.uuid(),
  entity: QualityEntity,
  left: CandidateSide,
  right: CandidateSide,
  score: z.int(),
  level: MatchLevel,
  reasons: z.array(MatchReason),
  status: CandidateStatus,
  /** Whether the person may merge the pair. */
  mergeable: z.boolean(),
  note: z.string().nullable(),
  found_at: z.iso.datetime(),
  decided_at: z.iso.datetime().nullable(),
  decided_by_name: z.string().nullable(),
});
export type DuplicateCandidateView = z.infer<typeof DuplicateCandidateView>;
export const DuplicateList = ListQuery.pick({ page: true, page_size: true }).extend({
  entity: QualityEntity.default('customer'),
  status: CandidateStatus.default('open'),
  min_score: z.coerce.number().int().min(0).max(100).optional(),
  /** Pairs with this record. */
  record_id: z.uuid().optional(),
});
export type DuplicateList = z.infer<typeof DuplicateList>;
export const DecideDuplicate = z.strictObject({ note: z.string().max(300).optional() });

/** How far the looking for duplicates and the checking of records is. */
export const QualityProgress = z.object({
  /** Records that wait to be looked at. */
  pending: z.int(),
  open: z.object({ customer: z.int(), contact: z.int(), lead: z.int() }),
});
export type QualityProgress = z.infer<typeof QualityProgress>;

/** Whose value a field takes; `both` joins two descriptions. */
export const MergeChoice = z.enum(['survivor', 'loser', 'both']);
export type MergeChoice = z.infer<typeof MergeChoice>;

const version = z.int().min(1);
const choices = z.record(z.string().max(40), MergeChoice).default({});
export const PreviewMerge = z.strictObject({
  entity: QualityEntity,
  survivor_id: z.uuid(),
  loser_id: z.uuid(),
  choices,
});
export type PreviewMerge = z.infer<typeof PreviewMerge>;
export const MergeRecords = PreviewMerge.extend({ survivor_version: version, loser_version: version }).strict();
export type MergeRecords = z.infer<typeof MergeRecords>;

const MergeSide = z.object({ id: z.uuid(), name: z.string(), version: z.int(), owner_name: z.string().nullable() });
export const MovedRows = z.object({
  reference: z.string(),
  label: z.string(),
  /** Rows that go over to the survivor. */
  moved: z.int(),
  /** Rows the survivor has already, for instance the same tag; kept for an undo. */
  dropped: z.int(),
});
export type MovedRows = z.infer<typeof MovedRows>;
export const MergePreview = z.object({
  entity: QualityEntity,
  survivor: MergeSide,
  loser: MergeSide,
  fields: z.array(
    z.object({
      field: z.string(),
      label: z.string(),
      survivor: z.unknown(),
      loser: z.unknown(),
      result: z.unknown(),
      choice: MergeChoice,
      /** Whether both say something and something different: worth a look. */
      differs: z.boolean(),
    }),
  ),
  moved: z.array(MovedRows),
  warnings: z.array(z.string()),
});
export type MergePreview = z.infer<typeof MergePreview>;

export const MergeView = z.object({
  id: z.uuid(),
  entity: QualityEntity,
  survivor_id: z.uuid(),
  survivor_name: z.string(),
  loser_id: z.uuid(),
  loser_name: z.string(),
  fields: z.array(z.object({ field: z.string(), label: z.string(), before: z.unknown(), after: z.unknown() })),
  moved: z.array(MovedRows),
  status: z.enum(['done', 'undone']),
  merged_by_name: z.string().nullable(),
  merged_at: z.iso.datetime(),
  undone_by_name: z.string().nullable(),
  undone_at: z.iso.datetime().nullable(),
  /** What an undo could not bring back. */
  undo_report: z.array(z.string()),
});
export type MergeView = z.infer<typeof MergeView>;
export const MergeList = ListQuery.pick({ page: true, page_size: true }).extend({
  entity: QualityEntity.optional(),
  /** Merges into this record, or of it. */
  record_id: z.uuid().optional(),
});
export type MergeList = z.infer<typeof MergeList>;

/** What an undo would do. With `obstacles` it needs `force` and brings back the rest. */
export const UndoPreview = z.object({
  merge: MergeView,
  restored_fields: z.array(z.string()),
  moved_back: z.array(z.object({ label: z.string(), count: z.int() })),
  obstacles: z.array(z.string()),
  /** Whether even `force` does not help: the survivor is gone. */
  impossible: z.boolean(),
});
export type UndoPreview = z.infer<typeof UndoPreview>;
export const UndoMerge = z.strictObject({ force: z.boolean().default(false) });

/** Which records a bulk edit takes: their ids, or everything a list shows with this filter. */
export const BulkSelection = z.union([
  z.strictObject({ ids: z.array(z.uuid()).min(1).max(20_000) }),
  z.strictObject({ filter: z.record(z.string().max(40), z.union([z.string().max(500), z.number(), z.boolean()])) }),
]);
export type BulkSelection = z.infer<typeof BulkSelection>;

const tagNames = z.array(z.string().trim().min(1).max(40)).max(20);
const bulkValue = z.union([
  z.string().max(500),
  z.number(),
  z.boolean(),
  z.array(z.string().max(100)).max(100),
  z.null(),
]);
/** What a bulk edit sets; custom fields as `custom.<key>`. An empty text or null clears a field. */
export const BulkChange = z
  .strictObject({
    fields: z.record(z.string().max(60), bulkValue).optional(),
    owner_id: z.uuid().nullable().optional(),
    add_tags: tagNames.optional(),
    remove_tags: tagNames.optional(),
  })
  .refine(
    (c) =>
      Object.keys(c.fields ?? {}).length > 0 || c.owner_id !== undefined || c.add_tags?.length || c.remove_tags?.length,
    { error: '请至少选择一项要修改的内容' },
  );
export type BulkChange = z.infer<typeof BulkChange>;

export const CreateBulkEdit = z.strictObject({
  entity: BulkEntity,
  selection: BulkSelection,
  change: BulkChange,
});
export type CreateBulkEdit = z.infer<typeof CreateBulkEdit>;

export const BULK_EDIT_STATUSES = ['ready', 'running', 'done', 'failed', 'cancelled', 'undoing', 'undone'] as const;
export const BULK_ROW_STATUSES = ['waiting', 'changed', 'unchanged', 'skipped', 'undone', 'kept'] as const;
export const BulkEditView = z.object({
  id: z.uuid(),
  entity: BulkEntity,
  change: z.unknown(),
  status: z.enum(BULK_EDIT_STATUSES),
  total: z.int(),
  processed: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  skipped: z.int(),
  undone: z.int(),
  /** Rows an undo left alone because somebody changed them since. */
  kept: z.int(),
  error: z.string().nullable(),
  created_by_name: z.string().nullable(),
  created_at: z.iso.datetime(),
  finished_at: z.iso.datetime().nullable(),
  undone_at: z.iso.datetime().nullable(),
});
export type BulkEditView = z.infer<typeof BulkEditView>;
export const BulkEditRow = z.object({
  position: z.int(),
  entity_id: z.uuid(),
  name: z.string(),
  status: z.enum(BULK_ROW_STATUSES),
  reason: z.string().nullable(),
  before: z.record(z.string(), z.unknown()),
  after: z.record(z.string(), z.unknown()),
});
export type BulkEditRow = z.infer<typeof BulkEditRow>;
/** What a bulk edit would do. */
export const BulkEditPreview = z.object({
  bulk_edit: BulkEditView,
  sample: z.array(BulkEditRow),
  will_change: z.int(),
  will_stay: z.int(),
  will_skip: z.int(),
  /** Ids that name nothing the person may see. */
  not_found: z.int(),
});
export type BulkEditPreview = z.infer<typeof BulkEditPreview>;
export const BulkRowList = ListQuery.pick({ page: true, page_size: true }).extend({
  status: z.enum(BULK_ROW_STATUSES).optional(),
});
export const BulkFieldList = z.object({
  items: z.array(
    z.object({
      field: z.string(),
      label: z.string(),
      kind: z.enum(['text', 'number', 'money', 'date', 'boolean', 'choice', 'choices', 'owner', 'tags']),
      choices: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
      /** Whether it may not be emptied. */
      required: z.boolean().optional(),
    }),
  ),
});

/** What is wrong with a record's data. */
export const QUALITY_PROBLEMS = [
  'bad_phone',
  'made_up_phone',
  'bad_email',
  'bad_credit_code',
  'test_name',
  'owner_gone',
] as const;
export type QualityProblem = (typeof QUALITY_PROBLEMS)[number];

export const QualityListQuery = ListQuery.extend({
  entity: QualityEntity.default('customer'),
  owner_id: z.uuid().optional(),
  team_id: z.uuid().optional(),
}).omit({ sort: true });
export type QualityListQuery = z.infer<typeof QualityListQuery>;
export const IncompleteList = QualityListQuery.extend({
  /** Only records where this field is missing. */
  missing: z.string().max(40).optional(),
  below: z.coerce.number().int().min(1).max(101).optional(),
}).strict();
export const StaleList = QualityListQuery.extend({
  days: z.coerce.number().int().min(1).max(3650).optional(),
}).strict();
export const InvalidList = QualityListQuery.extend({ problem: z.enum(QUALITY_PROBLEMS).optional() }).strict();

const Named = z.object({ code: z.string(), label: z.string() });
export const QualityRow = z.object({
  entity: QualityEntity,
  id: z.uuid(),
  name: z.string(),
  detail: z.string().nullable(),
  owner_id: z.uuid().nullable(),
  owner_name: z.string().nullable(),
  team_name: z.string().nullable(),
  completeness: z.int().nullable(),
  missing: z.array(Named),
  problems: z.array(Named),
  last_activity_at: z.iso.datetime().nullable(),
  /** Whole days since anything was done with the record, or since it was made. */
  idle_days: z.int(),
  version: z.int(),
});
export type QualityRow = z.infer<typeof QualityRow>;
export const QualityPage = pageOf(QualityRow);

export const QualityOverviewQuery = z.strictObject({
  entity: QualityEntity.default('customer'),
  by: z.enum(['owner', 'team']).default('owner'),
});
const QualityCounts = z.object({
  records: z.int(),
  /** Mean completeness, 0 to 100; null while nothing was checked. */
  completeness: z.number().nullable(),
  incomplete: z.int(),
  stale: z.int(),
  invalid: z.int(),
  duplicates: z.int(),
});
export const QualityOverview = z.object({
  entity: QualityEntity,
  total: QualityCounts,
  groups: z.array(QualityCounts.extend({ id: z.uuid().nullable(), name: z.string() })),
  /** Per field that counts, how many records lack it; and how many have which problem. The most first. */
  missing: z.array(Named.extend({ records: z.int() })),
  problems: z.array(Named.extend({ records: z.int() })),
  pending: z.int(),
});
export type QualityOverview = z.infer<typeof QualityOverview>;

/** The rules of completeness and age of one kind of record; the weights are total over the known fields. */
export const QualityRules = z.object({
  entity: QualityEntity,
  stale_days: z.int(),
  incomplete_below: z.int(),
  version: z.int(),
  fields: z.array(z.object({ field: z.string(), label: z.string(), weight: z.int() })),
});
export type QualityRules = z.infer<typeof QualityRules>;
export const ChangeQualityRules = z.strictObject({
  version,
  stale_days: z.int().min(1).max(3650).optional(),
  incomplete_below: z.int().min(1).max(101).optional(),
  /** Field → weight, 0 to 100; 0 leaves the field out. */
  weights: z.record(z.string().max(40), z.int().min(0).max(100)).optional(),
});
export type ChangeQualityRules = z.infer<typeof ChangeQualityRules>;
