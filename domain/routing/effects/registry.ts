import type { EffectKind } from './effect.ts';
import { queueTextEffect } from './queue-text.effect.ts';
import { keepJudgementEffect } from './keep-judgement.effect.ts';
import { openAlertEffect } from './open-alert.effect.ts';
import { raiseAlertsEffect } from './raise-alerts.effect.ts';
import { softenAlertsEffect } from './soften-alerts.effect.ts';

/** All kinds of effects. */
export const EFFECTS: readonly EffectKind<never>[] = [
  queueTextEffect as unknown as EffectKind<never>,
  keepJudgementEffect,
  openAlertEffect,
  raiseAlertsEffect,
  softenAlertsEffect,
] as readonly unknown[] as readonly EffectKind<never>[];
