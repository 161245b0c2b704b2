import type { Span } from './span.ts';

/**
 * From all stretches found, the set without overlaps that explains most of the sentence: long ones weigh more than the
 * short ones inside them. Stretches over the same characters become one with several readings.
 */
export function pickSpans(found: readonly Span[]): Span[] {
  const spans = mergeSameStretch(found).toSorted((a, b) => a.end - b.end || a.start - b.start);
  const bestWeight: number[] = [0];
  const taken: boolean[] = [];
  const before: number[] = [];
  spans.forEach((span, index) => {
    let last = index;
    while (last > 0 && (spans[last - 1]?.end ?? 0) > span.start) last -= 1;
    const withIt = (bestWeight[last] ?? 0) + weightOf(span);
    const without = bestWeight[index] ?? 0;
    taken[index] = withIt > without;
    before[index] = last;
    bestWeight[index + 1] = Math.max(withIt, without);
  });
  const picked: Span[] = [];
  for (let index = spans.length; index > 0;) {
    const span = spans[index - 1];
    if (span && taken[index - 1]) {
      picked.push(span);
      index = before[index - 1] ?? 0;
    } else index -= 1;
  }
  return picked.reverse();
}

function weightOf(span: Span): number {
  return span.score * (span.end - span.start) ** 1.5;
}

function mergeSameStretch(found: readonly Span[]): Span[] {
  const merged = new Map<string, Span>();
  for (const span of found) {
    const key = `${span.start}-${span.end}`;
    const same = merged.get(key);
    if (!same) merged.set(key, span);
    else
      merged.set(key, joinReadings(...(same.score >= span.score ? ([same, span] as const) : ([span, same] as const))));
  }
  return [...merged.values()];
}

function joinReadings(surer: Span, other: Span): Span {
  const known = new Set(surer.readings.map((reading) => reading.kind));
  return { ...surer, readings: [...surer.readings, ...other.readings.filter((reading) => !known.has(reading.kind))] };
}
