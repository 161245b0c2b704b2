import { z } from 'zod';
import { keepJudgement } from '../../alerts/judgements/keep-judgement.ts';
import { Classification } from '../../assistant.port.ts';
import { defineEffect } from './effect.ts';

export const KeepJudgementPayload = Classification.extend({ message_id: z.uuid() });
export type KeepJudgementPayload = z.infer<typeof KeepJudgementPayload>;

/** How a message was understood is kept, for the alerts and for whoever asks. */
export const keepJudgementEffect = defineEffect<KeepJudgementPayload>({
  kind: 'keep_judgement',
  title: '记下对消息的判断',
  quiet: true,
  payload: KeepJudgementPayload,
  apply: async (tx, payload) => await keepJudgement(tx, payload),
});
