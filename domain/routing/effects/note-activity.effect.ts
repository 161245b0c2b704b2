import { z } from 'zod';
import { noteActivity } from '../../messaging/staff/note-activity.ts';
import { defineEffect } from './effect.ts';

/** A colleague wrote, and it was not counted when the message came in. */
export const noteActivityEffect = defineEffect({
  kind: 'note_activity',
  title: '记录同事活跃',
  payload: z.object({ person_id: z.uuid(), at: z.iso.datetime() }),
  apply: async (tx, { person_id, at }) => await noteActivity(tx, person_id, new Date(at)),
});
