import type { EffectKind } from './effect.ts';
import { queueTextEffect } from './queue-text.effect.ts';

/** All kinds of effects. */
export const EFFECTS: readonly EffectKind<never>[] = [queueTextEffect as unknown as EffectKind<never>];
