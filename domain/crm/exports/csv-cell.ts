/** What a spreadsheet would take for a formula. */
const FORMULA_START = /^[=+\-@\t\r]/;

/**
 * A value as a CSV cell. A text that a spreadsheet could run as a formula gets a leading apostrophe (OWASP, CSV
 * injection); numbers cannot be formulas and stay as they are.
 */
export function csvCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? '是' : '否';
  const text = Array.isArray(value) ? value.join('、') : String(value);
  return FORMULA_START.test(text) ? `'${text}` : text;
}
