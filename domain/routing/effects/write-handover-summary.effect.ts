import { z } from 'zod';
import { writeHandover } from '../../messaging/sessions/write-handover.ts';
import { defineEffect } from './effect.ts';

/** What the colleague who takes over should know. */
export const writeHandoverSummary = defineEffect({
  kind: 'write_handover_summary',
  title: '写交接摘要',
  payload: z.object({
    conversation_id: z.uuid(),
    person_id: z.uuid().nullable(),
    text: z.string().min(1).max(2000),
  }),
  apply: async (tx, summary) => await writeHandover(tx, summary),
});
