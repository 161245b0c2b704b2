import { z } from 'zod';
import { reportTask } from '../../after-sales/report-task.ts';
import { defineEffect } from './effect.ts';

/** What a task that came to its end, or over its time, took. */
export const reportTrackTask = defineEffect({
  kind: 'report_track_task',
  title: '写入协同报告',
  payload: z.object({ id: z.uuid() }),
  apply: async (tx, { id }) => await reportTask(tx, id),
});
