import { z } from 'zod';
import { keepSilent } from '../../messaging/conversations/keep-silent.ts';
import { defineEffect } from './effect.ts';

/** A colleague took over: robots keep still there for a while. */
export const keepSilentEffect = defineEffect({
  kind: 'keep_silent',
  title: '机器人停止发言',
  payload: z.object({
    conversation_id: z.uuid(),
    /** Null: as long as the organisation says. */
    minutes: z.int().min(1).max(1440).nullable(),
  }),
  apply: async (tx, { conversation_id, minutes }) => await keepSilent(tx, conversation_id, minutes ?? undefined),
});
