import { z } from 'zod';
import { flagConflict } from '../../after-sales/flag-conflict.ts';
import { defineEffect } from './effect.ts';

/** People quarrel over a task. */
export const flagTrackTask = defineEffect({
  kind: 'flag_track_task',
  title: '标记任务有冲突',
  payload: z.object({ id: z.uuid(), reason: z.string().max(300) }),
  apply: async (tx, flag) => await flagConflict(tx, flag),
});
