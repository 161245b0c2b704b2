import type { ApprovalCard, EditableField } from '../../../kernel/contracts/chat.ts';

export type FieldValue = EditableField['value'];
export type FieldValues = Record<string, FieldValue>;

const WITH_ZONE = /^\d{4}-\d{2}-\d{2}T.*(?:Z|[+-]\d{2}:?\d{2})$/;
const shanghaiMinute = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
});

/**
 * The values a person may change, as the controls take them: an instant becomes the wall time of the organisation's
 * zone (`YYYY-MM-DDTHH:mm`), which is also what the tools take.
 */
export function startValues(card: Pick<ApprovalCard, 'fields'>): FieldValues {
  return Object.fromEntries(card.fields.map((field) => [field.name, startValue(field)]));
}

function startValue(field: EditableField): FieldValue {
  if (field.kind !== 'datetime' || typeof field.value !== 'string') return field.value;
  if (WITH_ZONE.test(field.value)) return shanghaiMinute.format(new Date(field.value)).replace(' ', 'T');
  return field.value.slice(0, 16);
}

/** Whether the values may be sent: each number is one, each choice is among its options. */
export function faultyFields(fields: readonly EditableField[], values: FieldValues): Set<string> {
  const wrong = fields.filter(({ name, kind, options }) => {
    const value = values[name];
    if (kind === 'number') return value !== null && !Number.isFinite(value);
    if (kind === 'select') return value !== null && !(options ?? []).some((it) => it.value === value);
    return false;
  });
  return new Set(wrong.map((it) => it.name));
}

/** Whether the person changed anything; without a change the card is simply agreed to. */
export function isChanged(card: Pick<ApprovalCard, 'fields'>, values: FieldValues): boolean {
  return JSON.stringify(startValues(card)) !== JSON.stringify(values);
}
