import { z } from 'zod';
import { TrackTaskStatus } from '../../../kernel/contracts/track-tasks.ts';
import { advanceTask } from '../../after-sales/advance-task.ts';
import { defineEffect } from './effect.ts';

/** A task goes on. What a colleague did with it meanwhile counts: then it stays where it is. */
export const moveTrackTask = defineEffect({
  kind: 'move_track_task',
  title: '更新跟踪任务',
  payload: z.object({ id: z.uuid(), to: TrackTaskStatus, reason: z.string().max(300) }),
  apply: async (tx, move) => {
    await advanceTask(tx, move);
  },
});
