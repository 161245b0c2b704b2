/** A field of a callback under any of the spellings the builds use: `FromUserName`, `fromusername`, `from_user_name`. */
export interface LooseFields {
  get(name: string): unknown;
  has(name: string): boolean;
}

export function looseFields(value: unknown): LooseFields {
  const fields = new Map<string, unknown>();
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    for (const [name, one] of Object.entries(value)) if (!fields.has(plain(name))) fields.set(plain(name), one);
  return { get: (name) => fields.get(plain(name)), has: (name) => fields.has(plain(name)) };
}

const plain = (name: string): string => name.toLowerCase().replaceAll('_', '');

/** Texts come bare or as `{"string":"…"}`; anything else is empty. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'object' || value === null) return '';
  const inner = looseFields(value).get('string');
  return typeof inner === 'string' ? inner : typeof inner === 'number' ? String(inner) : '';
}

/** A whole number, also as text; `null` for anything else. */
export function intOf(value: unknown): number | null {
  const text = textOf(value).trim();
  return /^-?\d{1,15}$/.test(text) ? Number(text) : null;
}
