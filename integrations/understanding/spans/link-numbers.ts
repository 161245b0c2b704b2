import { findNumbers, type NumberSpan } from '../../../kernel/time-phrases/find-numbers.ts';
import type { Reading, Span } from './span.ts';

const PHONE =
  /(?<![\d.])(?:\+?86[- ]?)?(1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}[- ]?\d{7,8}|400[- ]?\d{3}[- ]?\d{4})(?!\d)/g;
/** From here on a bare number with 万 or 亿 is money in the talk of sales. */
const BIG = /[万亿wk]/i;

/** Phone numbers, money, shares, lengths and counts. */
export function linkNumbers(text: string): Span[] {
  const phones = [...text.matchAll(PHONE)].map((hit): Span => ({
    start: hit.index,
    end: hit.index + hit[0].length,
    score: 1,
    readings: [{ kind: 'phone' }],
  }));
  return [...phones, ...findNumbers(text).flatMap((number) => spanOfNumber(number))];
}

function spanOfNumber(number: NumberSpan): Span[] {
  const { start, end, value, kind, unit } = number;
  if (!Number.isFinite(value)) return [];
  // 「一个客户」 counts nothing: it is the Chinese article.
  if (value === 1 && number.text.startsWith('一') && kind === 'count') return [];
  const reading = (kindOfReading: Reading['kind'], score: number): Span[] => [
    { start, end, score, readings: [{ kind: kindOfReading, number: value, ...(unit ? { unit } : {}) }] },
  ];
  if (kind === 'money') return reading('money', 0.95);
  if (kind === 'percent') return reading('percent', 0.95);
  if (kind === 'plain' && (BIG.test(number.text) || value >= 10_000)) return reading('money', 0.9);
  if (kind === 'count' && BIG.test(number.text) && value >= 10_000) return reading('money', 0.8);
  return kind === 'duration' ? [] : reading('number', 0.7);
}
