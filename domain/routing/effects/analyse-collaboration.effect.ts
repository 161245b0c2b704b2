import { z } from 'zod';
import { analyseCollaboration } from '../collaboration/analyse-collaboration.ts';
import { defineEffect } from './effect.ts';

/** Works out anew who answered whom and how fast in the open matters of a conversation. */
export const analyseCollaborationEffect = defineEffect({
  kind: 'analyse_collaboration',
  title: '更新协同分析',
  quiet: true,
  payload: z.object({ conversation_id: z.uuid() }),
  apply: async (tx, { conversation_id }) => await analyseCollaboration(tx, conversation_id),
});
