import { z } from 'zod';
import { defineSignal } from '../../jobs/signal.ts';
import { COMMAND_STATUSES } from '../../kernel/contracts/messaging.ts';

/** Somebody wrote: a person outside, or a colleague by hand on the phone (`own`). Told once per message. */
export const messageReceived = defineSignal({
  name: 'messaging.message_received',
  payload: z.object({ message_id: z.uuid(), conversation_id: z.uuid(), own: z.boolean() }),
});

/** Somebody new can be written to. */
export const friendAdded = defineSignal({
  name: 'messaging.friend_added',
  payload: z.object({ conversation_id: z.uuid(), person_id: z.uuid(), account_id: z.uuid() }),
});

/** A command reached an end, or only a person can say what became of it. */
export const commandSettled = defineSignal({
  name: 'messaging.command_settled',
  payload: z.object({
    command_id: z.uuid(),
    source: z.string(),
    source_ref: z.string().nullable(),
    status: z.enum(COMMAND_STATUSES),
    needs_person: z.boolean(),
  }),
});

/** Only a person can go on with a command: it failed for good, nobody knows whether it left, or a rule holds it. */
export const commandNeedsPerson = defineSignal({
  name: 'messaging.command_needs_person',
  payload: z.object({ command_id: z.uuid() }),
});

/** An account went online or offline. */
export const accountStateChanged = defineSignal({
  name: 'messaging.account_state_changed',
  payload: z.object({ account_id: z.uuid(), state: z.enum(['online', 'offline', 'unknown']) }),
});

/** A callback stands aside for good because processes died while they read it; only a person can say what to do with it. */
export const callbackAside = defineSignal({
  name: 'messaging.callback_aside',
  payload: z.object({ callback_id: z.uuid(), account_id: z.uuid() }),
});
