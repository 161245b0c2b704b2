import type { GroupRole } from '../../../kernel/contracts/messaging-people.ts';
import { noteActivity } from '../staff/note-activity.ts';
import { touchSession } from '../sessions/touch-session.ts';
import { keepSilent } from '../conversations/keep-silent.ts';
import { identifyMember } from '../people/identify-member.ts';
import type { InboundMessage } from '../inbound.ts';
import type { WriteScope } from '../messaging-scope.ts';

interface Place {
  readonly conversationId: string;
  readonly personId: string | null;
  /** Written by one of our accounts, by hand. */
  readonly own: boolean;
}

/**
 * What follows at once from a message, before any flow runs: who wrote, in which matter, and that robots keep still where a
 * colleague speaks. It is part of the transaction that takes the message in, so no robot can slip in between.
 * @returns who wrote, in a group; null for us and in a conversation of two
 */
export async function placeInGroup(
  scope: WriteScope,
  place: Place,
  message: InboundMessage,
  at: Date,
): Promise<GroupRole | null> {
  const { conversationId: conversation_id, personId: person_id } = place;
  if (place.own || !person_id) {
    await keepSilent(scope, conversation_id);
    return null;
  }
  const when = message.sent_at ?? at;
  if (message.conversation.kind === 'person') {
    await touchSession(scope, { conversation_id, person_id }, when);
    return null;
  }
  const { role } = await identifyMember(scope, { conversation_id, person_id, display_name: message.sender.name });
  if (role === 'user') await touchSession(scope, { conversation_id, person_id }, when);
  if (role === 'user' || role === 'robot') return role;
  await noteActivity(scope, person_id, when);
  // Operations ask and announce; the flow answers them and mediates. Staff and after-sales talk with the customer.
  if (role !== 'operations') await keepSilent(scope, conversation_id);
  return role;
}
