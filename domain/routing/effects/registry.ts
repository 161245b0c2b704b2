import { createTrackTask } from './create-track-task.effect.ts';
import { flagTrackTask } from './flag-track-task.effect.ts';
import { keepSilentEffect } from './keep-silent.effect.ts';
import { moveTrackTask } from './move-track-task.effect.ts';
import { noteActivityEffect } from './note-activity.effect.ts';
import { reportTrackTask } from './report-track-task.effect.ts';
import { writeHandoverSummary } from './write-handover-summary.effect.ts';
import type { EffectKind } from './effect.ts';

/** All kinds of effects. */
export const EFFECTS: readonly EffectKind<never>[] = [
  createTrackTask,
  moveTrackTask,
  flagTrackTask,
  reportTrackTask,
  noteActivityEffect,
  keepSilentEffect,
  writeHandoverSummary,
] as readonly unknown[] as readonly EffectKind<never>[];
