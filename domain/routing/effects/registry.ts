import { analyseCollaborationEffect } from './analyse-collaboration.effect.ts';
import { createTrackTask } from './create-track-task.effect.ts';
import type { EffectKind } from './effect.ts';
import { flagTrackTask } from './flag-track-task.effect.ts';
import { keepJudgementEffect } from './keep-judgement.effect.ts';
import { keepSilentEffect } from './keep-silent.effect.ts';
import { keepSummary } from './keep-summary.effect.ts';
import { moveTrackTask } from './move-track-task.effect.ts';
import { noteActivityEffect } from './note-activity.effect.ts';
import { openAlertEffect } from './open-alert.effect.ts';
import { queueTextEffect } from './queue-text.effect.ts';
import { raiseAlertsEffect } from './raise-alerts.effect.ts';
import { reportTrackTask } from './report-track-task.effect.ts';
import { setSession } from './set-session.effect.ts';
import { softenAlertsEffect } from './soften-alerts.effect.ts';
import { tellColleaguesEffect } from './tell-colleagues.effect.ts';
import { writeHandoverSummary } from './write-handover-summary.effect.ts';

/** All kinds of effects. */
export const EFFECTS: readonly EffectKind<never>[] = [
  queueTextEffect,
  tellColleaguesEffect,
  keepJudgementEffect,
  openAlertEffect,
  raiseAlertsEffect,
  softenAlertsEffect,
  createTrackTask,
  moveTrackTask,
  flagTrackTask,
  reportTrackTask,
  noteActivityEffect,
  keepSilentEffect,
  writeHandoverSummary,
  setSession,
  keepSummary,
  analyseCollaborationEffect,
];
