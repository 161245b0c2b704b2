import type { ChannelScope } from '../../messaging/messaging-scope.ts';
import type { Scope } from '../../scope.ts';
import type { Effect, EffectKind, EffectOccasion } from './effect.ts';
import { EFFECTS } from './registry.ts';

/**
 * Carries an effect out by its kind, in the transaction it is given. For what is told outside of a flow; a flow carries out
 * its own.
 */
export async function carryOut(
  tx: Scope & Pick<ChannelScope, 'channels'>,
  effect: Effect,
  occasion: EffectOccasion,
): Promise<void> {
  const kind = EFFECTS.find((one) => one.kind === effect.kind) as EffectKind | undefined;
  if (!kind) throw new RangeError(`There is no effect of the kind ${effect.kind}`);
  await kind.apply(tx, kind.payload.parse(effect.payload), occasion);
}
