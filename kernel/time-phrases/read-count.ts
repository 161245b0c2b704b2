import { parseChineseNumber } from './parse-chinese-number.ts';

/** How much a vague word counts for. */
const VAGUE: Readonly<Record<string, number>> = {
  十几: 15,
  一两: 2,
  几: 3,
  数: 3,
  两三: 3,
  三四: 4,
  三五: 5,
  四五: 5,
  五六: 6,
  七八: 8,
};

export interface Count {
  readonly value: number;
  readonly vague: boolean;
}

/** A count in a phrase: 7, 三, 半, 几 (vague, three). Undefined when it is no sensible count (zero, or over 3000). */
export function readCount(text: string | undefined): Count | undefined {
  if (text === undefined) return undefined;
  const vague = VAGUE[text];
  const value = vague ?? parseChineseNumber(text);
  if (value === undefined || value <= 0 || value > 3000) return undefined;
  return { value, vague: vague !== undefined };
}

/** A month, day or quarter number; NaN when the words are none. */
export function readOrdinal(text: string | undefined): number {
  return (text === undefined ? undefined : parseChineseNumber(text)) ?? Number.NaN;
}
