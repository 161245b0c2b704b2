import { normaliseText } from './normalise-text.ts';

const DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  壹: 1,
  贰: 2,
  叁: 3,
  肆: 4,
  伍: 5,
  陆: 6,
  柒: 7,
  捌: 8,
  玖: 9,
};
const SMALL_UNITS: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000, k: 1000 };
const BIG_UNITS: Readonly<Record<string, number>> = { 万: 10_000, w: 10_000, 亿: 100_000_000 };
/** Fractions by name: a prefix or a suffix, and what it divides by. */
const FRACTIONS: ReadonlyArray<readonly [RegExp, number]> = [
  [/^百分之(.+)$/, 100],
  [/^千分之(.+)$/, 1000],
  [/^万分之(.+)$/, 10_000],
  [/^(.+)%$/, 100],
  [/^(.+)‰$/, 1000],
  [/^(.+)成$/, 10],
];
const LONGEST = 32;

/**
 * A number written in Chinese, in digits, or in both: 二十五 → 25, 两千三 → 2300, 廿三 → 23, 1.2万 → 12000, 3亿2000万,
 * 二〇一七 → 2017, 两点五万 → 25000, 半 → 0.5, 百分之二十 and 20% → 0.2, 一成 → 0.1, 负三 → -3.
 * Undefined for anything else, also for vague ones (十几, 几十).
 */
export function parseChineseNumber(text: string): number | undefined {
  const clean = normaliseText(text).trim().toLowerCase().replaceAll(',', '');
  if (clean === '' || clean.length > LONGEST) return undefined;
  const sign = /^[负-]/.test(clean) ? -1 : 1;
  const value = readUnsigned(sign === -1 ? clean.slice(1) : clean);
  return value === undefined ? undefined : sign * value;
}

function readUnsigned(text: string): number | undefined {
  for (const [pattern, divisor] of FRACTIONS) {
    const inner = pattern.exec(text)?.[1];
    if (inner === undefined) continue;
    const half = inner.endsWith('成半');
    const value = readWhole(half ? inner.slice(0, -2) : inner);
    return value === undefined ? undefined : exact(value / divisor);
  }
  const tenthAndHalf = /^(.)成半$/.exec(text)?.[1];
  if (tenthAndHalf !== undefined) {
    const value = readWhole(tenthAndHalf);
    return value === undefined ? undefined : exact((value + 0.5) / 10);
  }
  if (text === '半' || text === '一半') return 0.5;
  return readWhole(text);
}

/** A number without sign or fraction name; `点` may stand for the point when digits alone follow it. */
function readWhole(text: string): number | undefined {
  const arabic = /^\d+(?:\.\d+)?$/.test(text);
  if (arabic) return Number(text);
  if (/^[零〇一二三四五六七八九]{2,}$/.test(text)) return Number(Array.from(text, (char) => DIGITS[char]).join(''));
  const spoken = text
    .replaceAll('廿', '二十')
    .replaceAll('卅', '三十')
    .replace(
      /^([零〇一二两三四五六七八九十百千]+)点([零〇一二三四五六七八九]+)([十百千万亿]*)$/,
      (whole, int: string, fraction: string, units: string) => {
        const head = readUnits(int);
        return head === undefined ? whole : `${head}.${Array.from(fraction, (char) => DIGITS[char]).join('')}${units}`;
      },
    );
  const value = readUnits(spoken);
  return value === undefined ? undefined : exact(value);
}

/** Adds up digits and units from the left: a small unit takes the digit before it, a big one all that stands before it. */
function readUnits(text: string): number | undefined {
  const state = { total: 0, section: 0, digit: undefined as number | undefined, lastUnit: 0, zero: false };
  for (const [token] of text.matchAll(/\d+(?:\.\d+)?|[^]/g)) {
    const small = SMALL_UNITS[token];
    const big = BIG_UNITS[token];
    if (small !== undefined) {
      // 「十五」 has no digit before its unit; 「百」 alone or 「零百」 is not written.
      if (state.digit === undefined && (small !== 10 || (state.section !== 0 && !state.zero))) return undefined;
      state.section += (state.digit ?? 1) * small;
      Object.assign(state, { digit: undefined, lastUnit: small, zero: false });
    } else if (big !== undefined) {
      const before = state.section + (state.digit ?? 0);
      if (before === 0 && state.total === 0) return undefined;
      // 「三万亿」: the second big unit multiplies what the first made.
      state.total = before === 0 || state.total < big ? (state.total + before) * big : state.total + before * big;
      Object.assign(state, { section: 0, digit: undefined, lastUnit: big, zero: false });
    } else {
      const digit = DIGITS[token] ?? (/^\d/.test(token) ? Number(token) : undefined);
      if (digit === undefined || (state.digit !== undefined && state.digit !== 0)) return undefined;
      if (digit === 0 && token.length === 1) state.zero = true;
      state.digit = digit;
    }
  }
  return finish(state);
}

function finish(state: {
  total: number;
  section: number;
  digit: number | undefined;
  lastUnit: number;
  zero: boolean;
}): number | undefined {
  const { total, section, digit = 0, lastUnit, zero } = state;
  if (total === 0 && section === 0 && state.digit === undefined) return undefined;
  // 「两千三」 is 2300 and 「三万五」 35000, but 「两千零三」 is 2003.
  const last = lastUnit >= 100 && digit > 0 && digit < 10 && !zero ? (digit * lastUnit) / 10 : digit;
  return total + section + last;
}

/** Rounds off what binary fractions add (0.07 * 100). */
function exact(value: number): number {
  return Number(value.toPrecision(15));
}
