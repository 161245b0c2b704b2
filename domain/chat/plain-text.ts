/** Halves of a surrogate pair and NUL are legal in JSON and in JavaScript, but PostgreSQL stores neither. */
export function plainText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '');
}

/** The same value with every text in it, names of fields too, made storable. */
export function plainValue<T>(value: T): T {
  return cleaned(value) as T;
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return plainText(value);
  if (Array.isArray(value)) return value.map(cleaned);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [plainText(name), cleaned(inner)]));
}
