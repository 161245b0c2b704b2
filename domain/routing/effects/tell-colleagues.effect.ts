import { z } from 'zod';
import { ALERT_RULES } from '../../alerts/rules/alert-rules.ts';
import { addReminders } from '../../crm/follow-ups/add-reminders.ts';
import { readPolicy } from '../../policies/read-policy.ts';
import { managersOf } from '../alerts/managers-of.ts';
import { defineEffect, effectOf, type Effect } from './effect.ts';
import { queueTextEffect } from './queue-text.effect.ts';
import { QueueTextPayload } from './queue-text-payload.ts';

const TellColleaguesPayload = z.object({
  /** What it is about. */
  conversation_id: z.uuid(),
  text: z.string().min(1).max(2000),
});
type TellColleaguesPayload = z.infer<typeof TellColleaguesPayload>;

/**
 * Colleagues hear of something where no group was named for it: the work group of the alert rules, and while there is none
 * whoever manages the conversation is reminded. Nothing that is left to people stays unsaid.
 */
export const tellColleaguesEffect = defineEffect<TellColleaguesPayload>({
  kind: 'tell_colleagues',
  title: '通知同事',
  payload: TellColleaguesPayload,
  apply: async (tx, { conversation_id, text }, occasion) => {
    const { value: rules } = await readPolicy(tx, ALERT_RULES);
    if (rules.work_conversation_id !== null) {
      await queueTextEffect.apply(tx, noticeIn(rules.work_conversation_id, text), occasion);
      return;
    }
    const people = await managersOf(tx, conversation_id);
    await addReminders(
      tx,
      people.map((userId) => ({
        userId,
        kind: 'message',
        cause: occasion.key,
        title: text.replaceAll(/\s*\n\s*/g, '；'),
        entity: 'conversation',
        entityId: conversation_id,
      })),
    );
  },
});

/** A notice in a work group. Colleagues talk there all day; it is for them, so it is said all the same. */
export function noticeIn(conversationId: string, text: string): QueueTextPayload {
  return {
    conversation_id: conversationId,
    text,
    mention_person_ids: [],
    lane: 'notice',
    run_at: null,
    duty: 'notify',
    beside_staff: true,
  };
}

/** An effect of the kind `tell_colleagues`. */
export function tellColleagues(payload: TellColleaguesPayload): Effect {
  return effectOf(tellColleaguesEffect, payload);
}
