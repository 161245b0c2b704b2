import { analyseCollaborationEffect } from './analyse-collaboration.effect.ts';
import type { EffectKind } from './effect.ts';
import { keepSummary } from './keep-summary.effect.ts';
import { setSession } from './set-session.effect.ts';

/** All kinds of effects. */
export const EFFECTS: readonly EffectKind<never>[] = [setSession, keepSummary, analyseCollaborationEffect];
