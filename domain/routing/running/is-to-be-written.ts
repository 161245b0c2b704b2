import type { EffectKind } from '../effects/effect.ts';
import type { ThoughtStep } from './flow-steps.ts';

/** Steps that are at most thought out before they are written. */
const MOST_STEPS = 20;
/** How long what was found out stays only in this process: what a model was asked for is written at once, and not asked again. */
const LONGEST_MS = 250;

/**
 * Whether what was thought out is to be written now: the flow waits or ends, something is to be done that a later node may read or
 * that leaves the house, or much was found out already. Steps before that change nothing, so a crash only repeats them.
 */
export function isToBeWritten(
  { next, decision }: Pick<ThoughtStep, 'next' | 'decision'>,
  kinds: readonly EffectKind<never>[],
  unwritten: { readonly steps: number; readonly ms: number },
): boolean {
  if (next === null || unwritten.steps >= MOST_STEPS || unwritten.ms >= LONGEST_MS) return true;
  return (decision.effects ?? []).some(({ kind }) => !kinds.find((one) => one.kind === kind)?.quiet);
}
