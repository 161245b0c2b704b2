/** How often something was right. */
export interface Tally {
  readonly right: number;
  readonly all: number;
}

/** How a yes-or-no judgement did: found what was there, and raised no false alarm. */
export interface Alarm {
  readonly precision: number;
  readonly recall: number;
  readonly there: number;
}

export function tally<Line>(lines: readonly Line[], right: (line: Line) => boolean): Tally {
  return { right: lines.filter(right).length, all: lines.length };
}

export function alarm<Line>(
  lines: readonly Line[],
  there: (line: Line) => boolean,
  told: (line: Line) => boolean,
): Alarm {
  const hits = lines.filter((line) => there(line) && told(line)).length;
  const share = (all: number): number => (all === 0 ? 1 : hits / all);
  const wanted = lines.filter(there).length;
  return { precision: share(lines.filter(told).length), recall: share(wanted), there: wanted };
}

export function shareOf({ right, all }: Tally): number {
  return all === 0 ? 1 : right / all;
}

/** «64 of 70 (91.4 %)». */
export function shown(one: Tally): string {
  return `${one.right} of ${one.all} (${(shareOf(one) * 100).toFixed(1)} %)`;
}

/** Median and 95th percentile, in milliseconds. */
export function paceOf(milliseconds: readonly number[]): { readonly p50: number; readonly p95: number } {
  const sorted = milliseconds.toSorted((a, b) => a - b);
  const at = (share: number): number => Number((sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(2));
  return { p50: at(0.5), p95: at(0.95) };
}
