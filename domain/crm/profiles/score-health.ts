import type { HealthBand, HealthCause, HealthLevel, HealthSettings } from '../../../kernel/contracts/profile.ts';
import type { HealthSignal } from './health-signal.port.ts';

/** One signal of one customer. Points and figure are null while it is not known. */
export interface SignalState {
  readonly figure: number | null;
  readonly points: number | null;
  readonly weight: number;
}

export interface HealthState {
  /** 0-100, null while no signal is known. */
  readonly health: number | null;
  readonly level: HealthLevel | null;
  /** Share of the weights whose signals are known, in per cent. */
  readonly confidence: number;
  readonly signals: Readonly<Record<string, SignalState>>;
}

/** The points a figure gets; the last band has no end, so every figure gets some. */
export function pointsOf(figure: number, bands: readonly HealthBand[]): number {
  return bands.find(({ up_to }) => up_to === null || figure <= up_to)?.points ?? 0;
}

/** The weighted mean of what is known. What is not known is left out of it: it lowers the confidence only. */
export function scoreHealth(settings: HealthSettings, figures: Readonly<Record<string, number>>): HealthState {
  const signals: Record<string, SignalState> = {};
  let [weights, known, sum] = [0, 0, 0];
  for (const [key, { weight, bands }] of Object.entries(settings.signals)) {
    const figure = figures[key] ?? null;
    const points = figure === null ? null : pointsOf(figure, bands);
    signals[key] = { figure, points, weight };
    weights += weight;
    if (points === null) continue;
    known += weight;
    sum += weight * points;
  }
  const health = known > 0 ? Math.round(sum / known) : null;
  const confidence = weights > 0 ? Math.round((100 * known) / weights) : 0;
  return { health, level: health === null ? null : levelOf(settings, health), confidence, signals };
}

/** The level of a score. */
export function levelOf(settings: Pick<HealthSettings, 'healthy_from' | 'at_risk_below'>, health: number): HealthLevel {
  if (health >= settings.healthy_from) return 'healthy';
  return health < settings.at_risk_below ? 'at_risk' : 'attention';
}

/** Before the first count a customer is looked at as one that has just become healthy. */
const FIRST_BASE = 70;

/**
 * How much each signal moved the score. With p a signal's share of the known weights and s its points, a score is Σ p·s and
 * Σ p·(s − base) is its distance from any base; taken from the former score as base, the differences between now and then
 * add up to the whole move, also when signals became known or were lost.
 * @returns points of the score by signal, without those that moved nothing
 */
export function movesOf(
  before: Pick<HealthState, 'signals'> | null,
  after: Pick<HealthState, 'signals'>,
): { readonly signal: string; readonly points: number }[] {
  const base = (before && exact(before.signals)) ?? FIRST_BASE;
  const [now, then] = [distances(after.signals, base), distances(before?.signals ?? {}, base)];
  return [...new Set([...now.keys(), ...then.keys()])]
    .map((signal) => ({ signal, points: (now.get(signal) ?? 0) - (then.get(signal) ?? 0) }))
    .filter(({ points }) => Math.abs(points) > 1e-9);
}

function exact(signals: HealthState['signals']): number | null {
  const known = Object.values(signals).filter((one) => one.points !== null && one.weight > 0);
  const weight = known.reduce((sum, one) => sum + one.weight, 0);
  return weight > 0 ? known.reduce((sum, one) => sum + one.weight * one.points!, 0) / weight : null;
}

function distances(signals: HealthState['signals'], base: number): Map<string, number> {
  const known = Object.entries(signals).filter(([, one]) => one.points !== null && one.weight > 0);
  const weight = known.reduce((sum, [, one]) => sum + one.weight, 0);
  return new Map(known.map(([key, one]) => [key, (one.weight / weight) * (one.points! - base)]));
}

/** The two signals that moved the score most, in the direction it went, as people read them. */
export function causesOf(
  before: Pick<HealthState, 'signals' | 'health'> | null,
  after: Pick<HealthState, 'signals' | 'health'>,
  signals: readonly Pick<HealthSignal, 'key' | 'label' | 'words'>[],
): HealthCause[] {
  const moves = movesOf(before, after);
  const whole = moves.reduce((sum, { points }) => sum + points, 0);
  return moves
    .filter(({ points }) => points * whole > 0)
    .toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points) || a.signal.localeCompare(b.signal))
    .slice(0, 2)
    .map(({ signal, points }) => ({
      signal,
      points: Math.round(points * 10) / 10,
      words: causeWords(
        signals.find(({ key }) => key === signal),
        signal,
        before?.signals[signal],
        after.signals[signal],
      ),
    }));
}

function causeWords(
  signal: Pick<HealthSignal, 'label' | 'words'> | undefined,
  key: string,
  before: SignalState | undefined,
  after: SignalState | undefined,
): string {
  const label = signal?.label ?? key;
  const say = (state: SignalState | undefined): string | null =>
    state && state.figure !== null ? (signal?.words(state.figure) ?? null) : null;
  const [now, then] = [say(after), say(before)];
  if (now === null) return `${label}：现在没有数据了`;
  return then !== null && then !== now ? `${label}：${now}（之前：${then}）` : `${label}：${now}`;
}
