import type { Scope } from '../scope.ts';
import { reportError } from './errors.ts';
import { findDimension } from './find-definition.ts';
import { EMPTY_LABEL, type Dimension } from './layer.ts';
import { nameValues, type NameValue } from './name-values.ts';
import { foldName, nearNames } from './near-names.ts';

/** What people say for «not filled in». */
const EMPTY_WORDS: ReadonlySet<string> = new Set([EMPTY_LABEL, '空', '为空', '空白', '无', '没填', '未填']);
/** Shapes of the names of time buckets. */
const BUCKET_NAMES: Readonly<Record<string, RegExp>> = {
  day: /^\d{4}-\d{2}-\d{2}$/,
  week: /^\d{4}-W\d{2}$/,
  month: /^\d{4}-\d{2}$/,
  quarter: /^\d{4}-Q[1-4]$/,
  year: /^\d{4}$/,
};

/** The records a filter keeps or leaves out: their keys, and `empty` for those without a value. */
export interface ResolvedValues {
  /** The asked dimension, or the one that has the values in its place. */
  readonly dimension: Dimension;
  readonly keys: readonly string[];
  readonly labels: readonly string[];
  readonly empty: boolean;
}

/**
 * Turns names as people say them into the dimension's values. Two people of one name are both meant. A value that only the
 * fallback dimension has (a region nobody sells in but customers are in) moves the filter there.
 *
 * @throws AppError `report.unknown_value` with the nearest names, `report.ambiguous_value`
 */
export async function resolveValues(
  scope: Pick<Scope, 'em' | 'actor'>,
  dimension: Dimension,
  values: readonly (string | null)[],
): Promise<ResolvedValues> {
  const words = [
    ...new Set(values.filter((value): value is string => value !== null && !EMPTY_WORDS.has(value.trim()))),
  ];
  const empty = words.length < new Set(values).size;
  const found = await matchAll(scope, dimension, words);
  if (found.missing === undefined) return { dimension, keys: found.keys, labels: found.labels, empty };
  if (dimension.fallback) {
    const fallback = findDimension(dimension.fallback);
    const there = await matchAll(scope, fallback, words);
    if (there.missing === undefined) return { dimension: fallback, keys: there.keys, labels: there.labels, empty };
  }
  throw reportError('report.unknown_value', {
    details: { dimension: dimension.label, value: found.missing, nearest: found.nearest || '（暂无）' },
  });
}

interface Matches {
  readonly keys: readonly string[];
  readonly labels: readonly string[];
  readonly missing?: string;
  readonly nearest?: string;
}

async function matchAll(
  scope: Pick<Scope, 'em' | 'actor'>,
  dimension: Dimension,
  words: readonly string[],
): Promise<Matches> {
  if (words.length === 0) return { keys: [], labels: [] };
  const pattern = BUCKET_NAMES[dimension.name];
  if (pattern) {
    const wrong = words.find((word) => !pattern.test(word));
    if (wrong === undefined) return { keys: words, labels: words };
    return { keys: [], labels: [], missing: wrong, nearest: dimension.label };
  }
  const exact = await nameValues(scope, dimension, words);
  const hits = words.map((word) => exact.filter((value) => isExactly(value, word)));
  if (hits.some((hit) => hit.length === 0)) {
    const all = await nameValues(scope, dimension);
    for (const [at, word] of words.entries()) {
      if (hits[at]?.length === 0) hits[at] = matchLoosely(dimension, all, word);
    }
    const missing = words.find((_, at) => hits[at]?.length === 0);
    if (missing !== undefined) {
      return {
        keys: [],
        labels: [],
        missing,
        nearest: nearNames(
          missing,
          all.map((value) => value.label),
        ).join('、'),
      };
    }
  }
  const values = hits.flat();
  return {
    keys: [...new Set(values.map((value) => value.key))],
    labels: [...new Set(values.map((value) => value.label))],
  };
}

function isExactly(value: NameValue, word: string): boolean {
  return value.label.toLowerCase() === word.toLowerCase() || value.key === word;
}

/** Values that are the word but for width, blanks, an ending or a synonym. Different labels at once are refused. */
function matchLoosely(dimension: Dimension, all: readonly NameValue[], word: string): NameValue[] {
  const bare = withoutEnding(dimension, word);
  const hits = all.filter((value) =>
    [value.label, ...value.synonyms].some(
      (name) => foldName(name) === foldName(word) || withoutEnding(dimension, name) === bare,
    ),
  );
  const labels = [...new Set(hits.map((value) => value.label))];
  if (labels.length > 1) {
    throw reportError('report.ambiguous_value', {
      details: { dimension: dimension.label, value: word, nearest: labels.slice(0, 5).join('、') },
    });
  }
  return hits;
}

function withoutEnding(dimension: Dimension, word: string): string {
  const folded = foldName(word);
  const ending = dimension.endings?.find((end) => folded.length > end.length && folded.endsWith(end));
  return ending ? folded.slice(0, -ending.length) : folded;
}
