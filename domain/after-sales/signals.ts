import { z } from 'zod';
import { defineSignal } from '../../jobs/signal.ts';
import { TrackTaskStatus } from '../../kernel/contracts/track-tasks.ts';

/** A task was made or moved. Who waits for it waits for the key `task:<id>`. */
export const taskChanged = defineSignal({
  name: 'after_sales.task_changed',
  payload: z.object({
    task_id: z.uuid(),
    conversation_id: z.uuid(),
    person_id: z.uuid().nullable(),
    from: TrackTaskStatus.nullable(),
    status: TrackTaskStatus,
  }),
});
