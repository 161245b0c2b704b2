import type { EffectKind } from './effect.ts';

/** All kinds of effects. */
export const EFFECTS: readonly EffectKind<never>[] = [];
