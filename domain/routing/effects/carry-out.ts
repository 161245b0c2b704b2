import type { Effect, EffectKind, EffectOccasion, EffectScope } from './effect.ts';
import { EFFECTS } from './registry.ts';

/** Carries an effect out by its kind, in the transaction it is given: a flow's step, or what is told outside of a flow. */
export async function carryOut(
  tx: EffectScope,
  effect: Effect,
  occasion: EffectOccasion,
  kinds: readonly EffectKind<never>[] = EFFECTS,
): Promise<void> {
  const kind = kinds.find((one) => one.kind === effect.kind) as EffectKind | undefined;
  if (!kind) throw new RangeError(`There is no effect of the kind ${effect.kind}`);
  await kind.apply(tx, kind.payload.parse(effect.payload), occasion);
}
