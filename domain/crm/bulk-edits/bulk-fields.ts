import { z } from 'zod';
import type { BulkChange, BulkEntity } from '../../../kernel/contracts/data-quality.ts';
import type { CustomInput } from '../../../kernel/contracts/custom-fields.ts';
import { UpdateContact, UpdateCustomer, UpdateLead, UpdateOpportunity } from '../../../kernel/contracts/crm.ts';
import type { ReadScope } from '../crm-scope.ts';
import { mergeValues } from '../custom-fields/check-values.ts';
import { readFields, type CustomFieldRow } from '../custom-fields/read-fields.ts';
import { qualityError } from '../quality/errors.ts';
import { FIELD_WORDS, LEAD_STATUS_WORDS } from '../words.ts';

/** A field that many records can get the same value of. Names, numbers and external ids are one record's own. */
export interface BulkField {
  readonly field: string;
  readonly label: string;
  readonly kind: 'text' | 'number' | 'money' | 'date' | 'boolean' | 'choice' | 'choices' | 'owner' | 'tags';
  readonly choices?: { value: string; label: string }[];
  readonly required?: boolean;
}

/** What stands before the key of a custom field. */
const CUSTOM = 'custom.';

const text = (field: string): BulkField => ({ field, label: FIELD_WORDS[field] ?? field, kind: 'text' });

const OWNER: BulkField = { field: 'owner_id', label: '负责人', kind: 'owner' };

/** What a bulk edit can set, per kind of record. */
export const BULK_FIELDS: Readonly<Record<BulkEntity, readonly BulkField[]>> = {
  customer: [
    ...['region', 'city', 'sector', 'source', 'country', 'parent_name', 'address'].map(text),
    OWNER,
    { field: 'tags', label: '标签', kind: 'tags' },
  ],
  contact: [text('title'), { field: 'decision_maker', label: '决策人', kind: 'boolean', required: true }],
  lead: [
    ...['region', 'city', 'sector', 'source', 'title'].map(text),
    {
      field: 'status',
      label: '状态',
      kind: 'choice',
      required: true,
      choices: (['new', 'contacted', 'qualified', 'disqualified'] as const).map((value) => ({
        value,
        label: LEAD_STATUS_WORDS[value],
      })),
    },
    OWNER,
  ],
  opportunity: [
    OWNER,
    text('source'),
    { field: 'expected_close', label: FIELD_WORDS['expected_close'] ?? '预计成交', kind: 'date' },
    { field: 'amount', label: FIELD_WORDS['amount'] ?? '金额', kind: 'money' },
  ],
};

const CUSTOM_KINDS: Readonly<Record<CustomFieldRow['type'], BulkField['kind']>> = {
  text: 'text',
  number: 'number',
  date: 'date',
  choice: 'choice',
  multi_choice: 'choices',
  boolean: 'boolean',
};

/** What a bulk edit can set of a kind of record: the house's fields, then the organisation's own. */
export async function bulkFieldsOf(scope: Pick<ReadScope, 'em'>, entity: BulkEntity): Promise<BulkField[]> {
  const own = (await readFields(scope, entity)).map((field) => ({
    field: `${CUSTOM}${field.key}`,
    label: field.label,
    kind: CUSTOM_KINDS[field.type],
    required: field.required,
    choices: field.choices.filter(({ archived }) => archived !== true).map(({ value, label }) => ({ value, label })),
  }));
  return [...BULK_FIELDS[entity], ...own];
}

/** The same shapes as for one record: what a form refuses, a bulk edit refuses. */
const SHAPES: Readonly<Record<BulkEntity, z.ZodObject>> = {
  customer: UpdateCustomer,
  contact: UpdateContact,
  lead: UpdateLead,
  opportunity: UpdateOpportunity,
};

/**
 * The values a bulk edit sets, checked and cleaned; an empty text clears a field.
 * @throws AppError `crm.bulk_edit_bad_field`
 */
export async function checkedChange(
  scope: Pick<ReadScope, 'em'>,
  entity: BulkEntity,
  change: BulkChange,
): Promise<BulkChange> {
  const known = new Map(BULK_FIELDS[entity].map((field) => [field.field, field]));
  if (change.owner_id !== undefined && !known.has('owner_id'))
    refuse('owner_id', '联系人跟着客户走，请修改客户的负责人。');
  if ((change.add_tags?.length || change.remove_tags?.length) && !known.has('tags'))
    refuse('tags', '只有客户可以打标签。');
  const given = Object.entries(change.fields ?? {});
  const house = given.filter(([name]) => !name.startsWith(CUSTOM));
  const own = given.filter(([name]) => name.startsWith(CUSTOM));
  const fields = {
    ...Object.fromEntries(house.map(([name, value]) => [name, houseValue(entity, name, value)])),
    ...(own.length > 0 ? ownValues(await readFields(scope, entity, { held: true }), Object.fromEntries(own)) : {}),
  };
  const remove = [...new Set(change.remove_tags)];
  const add = [...new Set(change.add_tags)].filter((tag) => !remove.includes(tag));
  return {
    ...(Object.keys(fields).length > 0 ? { fields } : {}),
    ...(change.owner_id === undefined ? {} : { owner_id: change.owner_id }),
    ...(add.length > 0 ? { add_tags: add } : {}),
    ...(remove.length > 0 ? { remove_tags: remove } : {}),
  };
}

type BulkValue = NonNullable<BulkChange['fields']>[string];

/** A value of one of the house's fields as a form for one record would take it. */
function houseValue(entity: BulkEntity, name: string, value: BulkValue): BulkValue {
  const field = BULK_FIELDS[entity].find((one) => one.field === name);
  if (!field || field.kind === 'owner' || field.kind === 'tags')
    return refuse(
      name,
      `可以批量修改的有：${BULK_FIELDS[entity].map((one) => one.label).join('、')}，以及自定义字段。`,
    );
  if (field.choices && !field.choices.some((choice) => choice.value === value))
    return refuse(name, `可选：${field.choices.map((choice) => choice.label).join('、')}。`);
  const parsed = SHAPES[entity].shape[name]?.safeParse(value === '' ? null : value);
  if (!parsed?.success) return refuse(name, '请检查长度和格式。');
  return (parsed.data ?? null) as BulkValue;
}

/** Values of custom fields by `custom.<key>` as a form for one record would take them. */
function ownValues(fields: readonly CustomFieldRow[], given: Record<string, BulkValue>): Record<string, BulkValue> {
  const input = Object.fromEntries(Object.entries(given).map(([name, value]) => [name.slice(CUSTOM.length), value]));
  const { values, problems } = mergeValues(fields, input as CustomInput, {}, true);
  if (problems.length > 0) refuse('自定义字段', `${problems.join('；')}。`);
  return Object.fromEntries(Object.keys(input).map((key) => [`${CUSTOM}${key}`, (values[key] ?? null) as BulkValue]));
}

function refuse(field: string, hint: string): never {
  throw qualityError('crm.bulk_edit_bad_field', { details: { field: FIELD_WORDS[field] ?? field, hint } });
}

/** The columns a change touches; `tags` and custom fields apart. */
export function touchedColumns(change: BulkChange): string[] {
  const fields = Object.keys(change.fields ?? {}).filter((name) => !name.startsWith(CUSTOM));
  return [...fields, ...(change.owner_id === undefined ? [] : ['owner_id'])];
}

/** The keys of the custom fields a change touches. */
export function touchedKeys(change: BulkChange): string[] {
  return Object.keys(change.fields ?? {})
    .filter((name) => name.startsWith(CUSTOM))
    .map((name) => name.slice(CUSTOM.length));
}

/** The values among these that custom fields have, by their keys; none for those that are empty. */
export function customValuesOf(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([name, value]) => name.startsWith(CUSTOM) && value !== null && value !== undefined)
      .map(([name, value]) => [name.slice(CUSTOM.length), value]),
  );
}

/** Whether a change touches tags. */
export function touchesTags(change: BulkChange): boolean {
  return Boolean(change.add_tags?.length || change.remove_tags?.length);
}
