import { z } from 'zod';
import type { BulkChange, QualityEntity } from '../../../kernel/contracts/data-quality.ts';
import { UpdateContact, UpdateCustomer, UpdateLead } from '../../../kernel/contracts/crm.ts';
import { qualityError } from '../quality/errors.ts';
import { FIELD_WORDS, LEAD_STATUS_WORDS } from '../words.ts';

/** A field that many records can get the same value of. Names, numbers and external ids are one record's own. */
export interface BulkField {
  readonly field: string;
  readonly label: string;
  readonly kind: 'text' | 'boolean' | 'choice' | 'owner' | 'tags';
  readonly choices?: string[];
}

const text = (field: string): BulkField => ({ field, label: FIELD_WORDS[field] ?? field, kind: 'text' });

const OWNER: BulkField = { field: 'owner_id', label: '负责人', kind: 'owner' };

/** What a bulk edit can set, per kind of record. */
export const BULK_FIELDS: Readonly<Record<QualityEntity, readonly BulkField[]>> = {
  customer: [
    ...['region', 'city', 'sector', 'source', 'country', 'parent_name', 'address'].map(text),
    OWNER,
    { field: 'tags', label: '标签', kind: 'tags' },
  ],
  contact: [text('title'), { field: 'decision_maker', label: '决策人', kind: 'boolean' }],
  lead: [
    ...['region', 'city', 'sector', 'source', 'title'].map(text),
    { field: 'status', label: '状态', kind: 'choice', choices: ['new', 'contacted', 'qualified', 'disqualified'] },
    OWNER,
  ],
};

/** The same shapes as for one record: what a form refuses, a bulk edit refuses. */
const SHAPES: Readonly<Record<QualityEntity, z.ZodObject>> = {
  customer: UpdateCustomer,
  contact: UpdateContact,
  lead: UpdateLead,
};

/**
 * The values a bulk edit sets, checked and cleaned; an empty text clears a field.
 * @throws AppError `crm.bulk_edit_bad_field`
 */
export function checkedChange(entity: QualityEntity, change: BulkChange): BulkChange {
  const known = new Map(BULK_FIELDS[entity].map((field) => [field.field, field]));
  const refuse = (field: string, hint: string): never => {
    throw qualityError('crm.bulk_edit_bad_field', { details: { field: FIELD_WORDS[field] ?? field, hint } });
  };
  if (change.owner_id !== undefined && !known.has('owner_id'))
    refuse('owner_id', '联系人跟着客户走，请修改客户的负责人。');
  if ((change.add_tags?.length || change.remove_tags?.length) && !known.has('tags'))
    refuse('tags', '只有客户可以打标签。');
  const fields: Record<string, string | boolean | null> = {};
  for (const [name, value] of Object.entries(change.fields ?? {})) {
    const field = known.get(name);
    if (!field || field.kind === 'owner' || field.kind === 'tags') {
      refuse(name, `可以批量修改的有：${BULK_FIELDS[entity].map((one) => one.label).join('、')}。`);
    }
    if (field?.choices && !field.choices.includes(String(value))) {
      refuse(name, `可选：${field.choices.map((choice) => LEAD_STATUS_WORDS[choice as 'new'] ?? choice).join('、')}。`);
    }
    const parsed = SHAPES[entity].shape[name]?.safeParse(value === '' ? null : value);
    if (!parsed?.success) refuse(name, '请检查长度和格式。');
    fields[name] = (parsed?.data ?? null) as string | boolean | null;
  }
  const remove = [...new Set(change.remove_tags)];
  const add = [...new Set(change.add_tags)].filter((tag) => !remove.includes(tag));
  return {
    ...(Object.keys(fields).length > 0 ? { fields } : {}),
    ...(change.owner_id === undefined ? {} : { owner_id: change.owner_id }),
    ...(add.length > 0 ? { add_tags: add } : {}),
    ...(remove.length > 0 ? { remove_tags: remove } : {}),
  };
}

/** `field in FIELDS` in SQL: the columns a change touches, `tags` apart. */
export function touchedColumns(change: BulkChange): string[] {
  return [...Object.keys(change.fields ?? {}), ...(change.owner_id === undefined ? [] : ['owner_id'])];
}

/** Whether a change touches tags. */
export function touchesTags(change: BulkChange): boolean {
  return Boolean(change.add_tags?.length || change.remove_tags?.length);
}
