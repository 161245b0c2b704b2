import type { DateReading, DateRule, TimeContext } from './date-rule.ts';
import { matchAt } from './date-rule.ts';
import { DATE_RULES } from './rules/registry.ts';
import type { Grain } from './time-value.ts';

export interface DateMatch {
  readonly end: number;
  readonly reading: DateReading;
}

const NO_RULES: readonly DateRule[] = [];
const ALONE = byFirstCharacter(DATE_RULES.filter((rule) => rule.alone !== false));
const INSIDE = new Map<Grain, ReadonlyMap<string, readonly DateRule[]>>(
  (['day', 'days', 'week', 'month', 'quarter', 'half', 'year'] as const).map((grain) => [
    grain,
    byFirstCharacter(DATE_RULES.filter((rule) => rule.inside?.includes(grain))),
  ]),
);
/** A year, a month and a day are three; no phrase nests deeper than four. */
const DEEPEST = 4;

/**
 * The longest date phrase at a position: one rule, then the rules that may stand inside what it named
 * (「去年」「5月」「3号」), with an optional 「的」 between. Undefined when none begins here.
 */
export function readDate(text: string, at: number, context: TimeContext): DateMatch | undefined {
  if (cutsNumber(text, at)) return undefined;
  let best = longest(ALONE, text, at, context, undefined);
  for (let depth = 1; best && depth < DEEPEST; depth += 1) {
    const inner = readInside(text, best, context);
    if (!inner) break;
    best = inner;
  }
  return best;
}

function readInside(text: string, { end, reading }: DateMatch, context: TimeContext): DateMatch | undefined {
  const rules = reading.closed ? undefined : INSIDE.get(reading.grain);
  if (!rules) return undefined;
  const direct = longest(rules, text, end, context, reading);
  if (direct || (text[end] !== '的' && text[end] !== ' ')) return direct;
  return longest(rules, text, end + 1, context, reading);
}

function longest(
  rules: ReadonlyMap<string, readonly DateRule[]>,
  text: string,
  at: number,
  context: TimeContext,
  frame: DateReading | undefined,
): DateMatch | undefined {
  let best: DateMatch | undefined;
  for (const rule of rules.get(text[at]?.toLowerCase() ?? '') ?? NO_RULES) {
    const match = matchAt(rule.pattern, text, at);
    const end = at + (match?.[0].length ?? 0);
    if (!match || end <= (best?.end ?? at) || endsInNumber(text, end)) continue;
    const reading = rule.read(match.groups ?? {}, context, frame);
    if (reading) best = { end, reading };
  }
  return best;
}

/** True where a phrase would begin in the middle of a number, a code or an ordinal (「13800」「A2017」「第3天」). */
export function cutsNumber(text: string, at: number): boolean {
  const [before, first] = [text[at - 1] ?? '', text[at] ?? ''];
  if (/\d/.test(first))
    return /[\da-z第¥￥$]/i.test(before) || (/[.\-/:]/.test(before) && /\d/.test(text[at - 2] ?? ''));
  if (/[a-z]/i.test(first)) return /[a-z]/i.test(before);
  return /[零〇一二两三四五六七八九十百千万几]/.test(first) && /[零〇一二两三四五六七八九十百千万第]/.test(before);
}

function endsInNumber(text: string, end: number): boolean {
  return /\d/.test(text[end - 1] ?? '') && /\d/.test(text[end] ?? '');
}

function byFirstCharacter(rules: readonly DateRule[]): ReadonlyMap<string, readonly DateRule[]> {
  const index = new Map<string, DateRule[]>();
  for (const rule of rules) {
    for (const char of new Set(rule.starts.toLowerCase())) {
      const list = index.get(char) ?? [];
      index.set(char, list);
      list.push(rule);
    }
  }
  return index;
}
