import { z } from 'zod';
import { TrackTaskKind } from '../../../kernel/contracts/track-tasks.ts';
import { createTask } from '../../after-sales/create-task.ts';
import { defineEffect } from './effect.ts';

const Payload = z.object({
  /** Of the row that is made, when none is open yet. */
  id: z.uuid(),
  kind: TrackTaskKind,
  conversation_id: z.uuid(),
  person_id: z.uuid().nullable(),
  asked_by_id: z.uuid().nullable(),
  message_id: z.uuid(),
  /** Null: as long as the kind may take. */
  deadline: z.iso.datetime().nullable(),
  reason: z.string().max(300),
});

/** Somebody was asked to do something: it is followed from now on. */
export const createTrackTask = defineEffect({
  kind: 'create_track_task',
  title: '新建跟踪任务',
  payload: Payload,
  apply: async (tx, { deadline, ...task }) => {
    await createTask(tx, {
      ...task,
      status: 'waiting_user_response',
      ...(deadline === null ? {} : { deadline: new Date(deadline) }),
    });
  },
});
