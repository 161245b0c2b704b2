import { z } from 'zod';
import { keepSessionSummary } from '../../messaging/sessions/open-session.ts';
import { defineEffect } from './effect.ts';

/** Keeps in a few words what a matter is about. */
export const keepSummary = defineEffect({
  kind: 'keep_summary',
  title: '更新会话摘要',
  quiet: true,
  payload: z.object({ session_id: z.uuid(), summary: z.string().min(1).max(500) }),
  apply: async (tx, { session_id, summary }) => await keepSessionSummary(tx, session_id, summary),
});
