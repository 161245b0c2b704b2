import { queryOne } from '../../../db/query.ts';
import type { CallInterest } from '../../../kernel/contracts/calls.ts';
import type { ChannelMessageKind, ConversationKind } from '../../../kernel/contracts/messaging.ts';
import type { LeadGrade } from '../../../kernel/contracts/scoring.ts';
import type { SopEngine } from '../running/sop-engine.ts';
import { callTrigger } from './call-finished.trigger.ts';
import { delayTrigger } from './delay.trigger.ts';
import {
  targetOfContact,
  targetOfConversation,
  targetOfCustomer,
  targetOfLead,
  targetOfMessage,
} from './find-targets.ts';
import { keywordTrigger } from './keyword-matched.trigger.ts';
import { gradeTrigger } from './lead-scored.trigger.ts';
import { messageTrigger } from './message-received.trigger.ts';
import { newFriend } from './new-friend.trigger.ts';
import { stageTrigger } from './stage-changed.trigger.ts';
import { startOnEvent } from './start-on-event.ts';

/** Somebody wrote: what waits for messages or for one of its words starts. What we wrote ourselves starts nothing. */
export async function startForMessage(
  engine: SopEngine,
  told: { readonly message_id: string; readonly own: boolean },
): Promise<void> {
  if (told.own) return;
  const message = await queryOne<{ text: string; kind: ChannelMessageKind; where: ConversationKind }>(
    engine.scope().em,
    `select m.text, m.kind, v.kind as "where" from channel_message m join channel_conversation v on v.id = m.conversation_id where m.id = $1`,
    [told.message_id],
  );
  if (!message) return;
  const event = { text: message.text, where: message.where === 'group' ? 'group' : 'friend' } as const;
  const occasion = {
    event,
    key: `message:${told.message_id}`,
    targets: async (scope: ReturnType<SopEngine['scope']>) => await targetOfMessage(scope, told.message_id),
  };
  await startOnEvent(engine, messageTrigger, occasion);
  await startOnEvent(engine, keywordTrigger, occasion);
}

/** Somebody became a friend. `event` is the id of the job that tells so: told again it is the same. */
export async function startForFriend(
  engine: SopEngine,
  told: { readonly conversation_id: string },
  event: string,
): Promise<void> {
  const occasion = {
    event: {},
    key: `friend:${event}`,
    targets: async (scope: ReturnType<SopEngine['scope']>) => await targetOfConversation(scope, told.conversation_id),
  };
  await startOnEvent(engine, newFriend, occasion);
  await startOnEvent(engine, delayTrigger, occasion);
}

/** A deal moved to another stage. */
export async function startForStage(
  engine: SopEngine,
  told: {
    readonly opportunity_id: string;
    readonly customer_id: string | null;
    readonly to: string;
    readonly at: string;
  },
): Promise<void> {
  const { customer_id: customerId, opportunity_id, to, at } = told;
  if (customerId === null) return;
  await startOnEvent(engine, stageTrigger, {
    event: { to },
    key: `stage:${opportunity_id}:${at}`,
    targets: async (scope) => await targetOfCustomer(scope, customerId),
  });
}

/** A lead got another grade by what happened; what only a new model or new thresholds did starts nothing. */
export async function startForGrade(
  engine: SopEngine,
  told: { readonly lead_id: string; readonly to_grade: LeadGrade; readonly at: string; readonly event: string },
): Promise<void> {
  if (['model_changed', 'rules_changed'].includes(told.event)) return;
  await startOnEvent(engine, gradeTrigger, {
    event: { grade: told.to_grade },
    key: `grade:${told.lead_id}:${told.at}`,
    targets: async (scope) => await targetOfLead(scope, told.lead_id),
  });
}

/** A call was judged: whoever was called starts, by the contact they are or the lead. */
export async function startForCall(
  engine: SopEngine,
  told: {
    readonly record_id: string;
    readonly lead_id: string | null;
    readonly contact_id: string | null;
    readonly interest: CallInterest;
  },
): Promise<void> {
  await startOnEvent(engine, callTrigger, {
    event: { interest: told.interest },
    key: `call:${told.record_id}`,
    targets: async (scope) => {
      const known = told.contact_id === null ? [] : await targetOfContact(scope, told.contact_id);
      return known.length > 0 || told.lead_id === null ? known : await targetOfLead(scope, told.lead_id);
    },
  });
}
