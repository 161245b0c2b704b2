import { LEAD_STATUSES, type LeadStatus } from '../../../kernel/contracts/crm.ts';
import type { MergeChoice, QualityEntity } from '../../../kernel/contracts/data-quality.ts';
import { CONTACT_FIELDS } from '../contacts/contact-fields.ts';
import { CUSTOMER_FIELDS } from '../customers/customer-fields.ts';
import type { JsonRecord } from '../imports/import-target.ts';
import { LEAD_FIELDS } from '../leads/lead-fields.ts';
import { qualityError } from '../quality/errors.ts';
import { FIELD_WORDS } from '../words.ts';

/** One field as a merge sees it. Columns that go with it (team with owner) follow the same choice. */
export interface FieldMerge {
  readonly field: string;
  readonly label: string;
  readonly choice: MergeChoice;
  readonly survivor: unknown;
  readonly loser: unknown;
  readonly result: unknown;
  readonly differs: boolean;
  /** Column → value the survivor gets; empty when it stays as it is. */
  readonly columns: Readonly<Record<string, unknown>>;
}

/** Fields a person chooses about, by wire name; the column has the same name. */
const FIELDS: Readonly<Record<QualityEntity, readonly string[]>> = {
  customer: [...Object.keys(CUSTOMER_FIELDS), 'owner_id'],
  contact: Object.keys(CONTACT_FIELDS),
  lead: [...Object.keys(LEAD_FIELDS), 'owner_id'],
};

/** Columns that only make sense together with a field. */
const TOGETHER: Readonly<Record<string, readonly string[]>> = {
  owner_id: ['team_id', 'owned_since'],
  status: ['customer_id', 'converted_at'],
};

const LONGEST_DESCRIPTION: Readonly<Record<QualityEntity, number>> = { customer: 4000, contact: 2000, lead: 4000 };

/** How far a lead has come; the farther state is the truth about the person. */
const STATUS_RANK: Readonly<Record<LeadStatus, number>> = {
  disqualified: 0,
  new: 1,
  contacted: 2,
  qualified: 3,
  converted: 4,
};

/**
 * Field by field, whose value wins: the one chosen, else the survivor's, and where that is empty the loser's. Of two
 * states of a lead the farther one, of two descriptions both, a decision maker stays one.
 *
 * @throws AppError `crm.merge_bad_choice` for a field that is unknown or cannot be joined
 */
export function mergeFields(
  entity: QualityEntity,
  survivor: JsonRecord,
  loser: JsonRecord,
  choices: Readonly<Record<string, MergeChoice>>,
): FieldMerge[] {
  for (const [field, choice] of Object.entries(choices)) {
    const known = FIELDS[entity].includes(field);
    const keepsConversion = field === 'status' && choice !== defaultChoice(entity, field, survivor, loser);
    const dropsConversion = keepsConversion && [survivor.status, loser.status].includes('converted');
    if (!known || dropsConversion || (choice === 'both' && field !== 'description'))
      throw qualityError('crm.merge_bad_choice', { details: { field: wordOf(field) } });
  }
  const fields = FIELDS[entity].map((field) => mergeField(entity, field, survivor, loser, choices[field]));
  return isObject(survivor.custom) && isObject(loser.custom) ? [...fields, mergeCustom(survivor, loser)] : fields;
}

function mergeField(
  entity: QualityEntity,
  field: string,
  survivor: JsonRecord,
  loser: JsonRecord,
  chosen: MergeChoice | undefined,
): FieldMerge {
  const [kept, other] = [survivor[field] ?? null, loser[field] ?? null];
  const choice = chosen ?? defaultChoice(entity, field, survivor, loser);
  const result = choice === 'both' ? joined(kept, other) : choice === 'loser' ? other : kept;
  if (field === 'name' && isEmpty(result)) throw qualityError('crm.merge_bad_choice', { details: { field: '名称' } });
  const changed: Record<string, unknown> = same(result, kept) ? {} : { [field]: result };
  if (choice === 'loser')
    for (const column of TOGETHER[field] ?? []) {
      if (column in loser && !same(loser[column], survivor[column])) changed[column] = loser[column] ?? null;
    }
  return {
    field,
    label: wordOf(field),
    choice,
    survivor: kept,
    loser: other,
    result,
    differs: !isEmpty(kept) && !isEmpty(other) && !same(kept, other),
    columns: changed,
  };
}

function defaultChoice(entity: QualityEntity, field: string, survivor: JsonRecord, loser: JsonRecord): MergeChoice {
  const [kept, other] = [survivor[field] ?? null, loser[field] ?? null];
  if (isEmpty(other)) return 'survivor';
  if (isEmpty(kept)) return 'loser';
  if (field === 'status' && isStatus(kept) && isStatus(other))
    return STATUS_RANK[other] > STATUS_RANK[kept] ? 'loser' : 'survivor';
  if (field === 'decision_maker') return kept === false && other === true ? 'loser' : 'survivor';
  if (field === 'description' && !same(kept, other) && joined(kept, other).length <= LONGEST_DESCRIPTION[entity])
    return 'both';
  return 'survivor';
}

/** Custom fields are filled up: the survivor's values, and where it has none the loser's. */
function mergeCustom(survivor: JsonRecord, loser: JsonRecord): FieldMerge {
  const result = { ...(loser.custom as object), ...(survivor.custom as object) };
  const changed = JSON.stringify(result) !== JSON.stringify({ ...(survivor.custom as object) });
  return {
    field: 'custom',
    label: '自定义字段',
    choice: 'survivor',
    survivor: survivor.custom,
    loser: loser.custom,
    result,
    differs: false,
    columns: changed ? { custom: result } : {},
  };
}

function joined(left: unknown, right: unknown): string {
  const parts = [left, right].filter((part): part is string => typeof part === 'string' && part !== '');
  return [...new Set(parts)].join('\n');
}

/** Equal as a person sees it; numbers and texts as `to_jsonb` writes them. */
export function same(left: unknown, right: unknown): boolean {
  return JSON.stringify(left ?? null) === JSON.stringify(right ?? null);
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '';
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isStatus(value: unknown): value is LeadStatus {
  return (LEAD_STATUSES as readonly unknown[]).includes(value);
}

/** The word for a field, also for those that follow from others. */
export function wordOf(field: string): string {
  if (field === 'status') return '状态';
  if (field === 'company') return '公司';
  if (field === 'product_id') return '意向产品';
  if (field === 'custom') return '自定义字段';
  if (field === 'team_id') return '团队';
  if (field === 'converted_at') return '转化时间';
  if (field === 'last_activity_at') return '最近跟进时间';
  return FIELD_WORDS[field] ?? field;
}
