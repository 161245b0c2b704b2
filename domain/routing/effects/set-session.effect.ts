import { z } from 'zod';
import { SessionStatus } from '../../../kernel/contracts/messaging-people.ts';
import { setSessionStatus } from '../../messaging/sessions/open-session.ts';
import { defineEffect } from './effect.ts';

/** Moves the matter somebody is talked with about. */
export const setSession = defineEffect({
  kind: 'set_session',
  title: '更新会话状态',
  payload: z.object({ session_id: z.uuid(), status: SessionStatus }),
  apply: async (tx, { session_id, status }) => await setSessionStatus(tx, session_id, status),
});
