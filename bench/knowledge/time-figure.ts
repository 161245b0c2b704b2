import type { DatabaseKind, Figure } from '../result.ts';
import { quantile } from '../spread.ts';

/** A figure of sorted milliseconds: the median is p50, the range ends with p95. `aimMs` is what p95 should stay under. */
export function timeFigure(on: DatabaseKind, what: string, times: readonly number[], aimMs?: number): Figure {
  const p95 = quantile(times, 0.95);
  return {
    what,
    on,
    unit: 'ms',
    spread: { median: quantile(times, 0.5), min: times[0] ?? Number.NaN, max: p95 },
    ...(aimMs === undefined ? {} : { aim: { text: `p95 below ${aimMs} ms`, met: p95 < aimMs } }),
  };
}
