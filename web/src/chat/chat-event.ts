import { z } from 'zod';

/** The AG-UI events the page reads, with only the fields it uses. Others of the protocol are let pass unread. */
const base = { timestamp: z.number().optional(), metadata: z.record(z.string(), z.unknown()).optional() };

const RunOutcome = z.discriminatedUnion('type', [
  z.object({ type: z.literal('success') }),
  z.object({ type: z.literal('interrupt') }),
  z.object({ type: z.literal('cancelled') }),
]);

export const ChatEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('RUN_STARTED'), ...base }),
  z.object({ type: z.literal('RUN_FINISHED'), ...base, outcome: RunOutcome.optional() }),
  z.object({ type: z.literal('RUN_ERROR'), ...base, message: z.string(), code: z.string().optional() }),
  z.object({ type: z.literal('STEP_STARTED'), ...base, stepName: z.string() }),
  z.object({ type: z.literal('STEP_FINISHED'), ...base, stepName: z.string() }),
  z.object({ type: z.literal('TOOL_CALL_START'), ...base, toolCallId: z.string(), toolCallName: z.string() }),
  z.object({ type: z.literal('TOOL_CALL_ARGS'), ...base, toolCallId: z.string(), delta: z.string() }),
  z.object({ type: z.literal('TOOL_CALL_END'), ...base, toolCallId: z.string() }),
  z.object({ type: z.literal('TOOL_CALL_RESULT'), ...base, toolCallId: z.string(), content: z.unknown() }),
  z.object({ type: z.literal('TEXT_MESSAGE_START'), ...base, messageId: z.string() }),
  z.object({ type: z.literal('TEXT_MESSAGE_CONTENT'), ...base, messageId: z.string(), delta: z.string() }),
  z.object({ type: z.literal('TEXT_MESSAGE_END'), ...base, messageId: z.string() }),
  z.object({
    type: z.literal('ACTIVITY_SNAPSHOT'),
    ...base,
    messageId: z.string(),
    activityType: z.string(),
    content: z.unknown(),
    replace: z.boolean().optional(),
  }),
  z.object({ type: z.literal('CUSTOM'), ...base, name: z.string(), value: z.unknown() }),
]);
export type ChatEvent = z.infer<typeof ChatEvent>;
export type ChatEventOf<T extends ChatEvent['type']> = Extract<ChatEvent, { type: T }>;

/**
 * An event of the wire as one the page understands.
 *
 * @returns null for a type the page does not read and for a known type with a wrong shape: neither may stop a thread.
 */
export function parseChatEvent(event: unknown): ChatEvent | null {
  const parsed = ChatEvent.safeParse(event);
  return parsed.success ? parsed.data : null;
}
