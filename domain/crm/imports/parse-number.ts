const UNITS: Readonly<Record<string, number>> = {
  千: 1e3,
  万: 1e4,
  万元: 1e4,
  百万: 1e6,
  亿: 1e8,
  亿元: 1e8,
  元: 1,
  块: 1,
  '%': 1,
};
const NUMBER = /^(-?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?:e([+-]?\d{1,2}))?(千|百万|万元|万|亿元|亿|元|块|%)?$/i;

/**
 * A number as a file writes it: with currency sign, thousands commas, 万 or 亿, per cent sign («50%» is 50). Undefined
 * when it is none; a comma that groups no thousands makes it none, because nobody knows what was meant.
 */
export function parseNumber(cell: string): number | undefined {
  const text = cell.replaceAll(/[\s¥￥$€£]|人民币|RMB|CNY|USD/gi, '');
  const match = NUMBER.exec(text);
  if (!match) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent, unit = '元'] = match;
  const value = Number(`${sign}${whole.replaceAll(',', '')}${fraction}${exponent ? `e${exponent}` : ''}`);
  // Money has two digits after the point; multiplying 12.3 by 10,000 must not leave crumbs.
  return Number((value * (UNITS[unit] ?? 1)).toFixed(6));
}

const YES = new Set(['是', '有', '对', '真', '√', '✓', 'y', 'yes', 'true', 't', '1']);
const NO = new Set(['否', '无', '不是', '没有', '错', '假', '×', '✗', 'n', 'no', 'false', 'f', '0']);

/** Yes or no as a file writes it, or undefined. */
export function parseBoolean(cell: string): boolean | undefined {
  const text = cell.toLowerCase();
  if (YES.has(text)) return true;
  return NO.has(text) ? false : undefined;
}
