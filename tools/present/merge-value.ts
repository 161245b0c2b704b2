import { LEAD_STATUS_WORDS } from '../../domain/crm/words.ts';

/** A value of a merged field as a card shows it; nothing for an empty one. */
export function valueWords(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'string') return Object.hasOwn(LEAD_STATUS_WORDS, value) ? statusWord(value) : value;
  if (typeof value !== 'object') return String(value);
  const filled = Object.values(value).filter((one) => one !== null && one !== '');
  return filled.length > 0 ? filled.map(String).join('、') : null;
}

function statusWord(status: string): string {
  return LEAD_STATUS_WORDS[status as keyof typeof LEAD_STATUS_WORDS];
}
