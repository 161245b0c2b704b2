import { z } from 'zod';
import { Classification } from '../assistant.port.ts';
import { AlertLevel, Priority, SERVICE_TASKS } from '../../kernel/contracts/judgement.ts';
import { GROUP_ROLES, ROLE_SOURCES, STAFF_STATES } from '../../kernel/contracts/messaging-people.ts';
import { CHANNEL_MESSAGE_KINDS, CONVERSATION_KINDS } from '../../kernel/contracts/messaging.ts';

const Moment = z.iso.datetime();

export { ALERT_LEVELS, AlertLevel, PRIORITIES, Priority } from '../../kernel/contracts/judgement.ts';

/**
 * What one instance of a flow knows, slice by slice. Each slice belongs to the node type named beside it; later nodes read
 * it. It is stored with the instance, so an instance goes on in another process where it stood.
 */
export const FlowState = z.object({
  /** TRIGGER_WEBHOOK, MESSAGE_RECEIVE. */
  message: z.object({
    id: z.uuid(),
    conversation_id: z.uuid(),
    account_id: z.uuid(),
    kind: z.enum(CHANNEL_MESSAGE_KINDS),
    text: z.string(),
    mentions_account: z.boolean(),
    /** Members that were mentioned, as far as they are known. */
    mentioned_person_ids: z.array(z.uuid()),
    sent_at: Moment,
    /** Written by hand on the phone of one of our own accounts. */
    own: z.boolean(),
  }),
  conversation: z
    .object({
      kind: z.enum(CONVERSATION_KINDS),
      name: z.string(),
      /** A group of colleagues only. */
      internal: z.boolean(),
      silent_until: Moment.nullable(),
      customer_id: z.uuid().nullable(),
    })
    .optional(),
  /** SENDER_IDENTIFY. */
  sender: z
    .object({
      person_id: z.uuid().nullable(),
      name: z.string(),
      role: z.enum(GROUP_ROLES),
      role_by: z.enum(ROLE_SOURCES),
      confidence: z.number(),
      reason: z.string(),
      contact_id: z.uuid().nullable(),
      user_id: z.uuid().nullable(),
    })
    .optional(),
  /** AFTER_SALES_LINK_CHECK, AFTER_SALES_TASK_CREATE. */
  after_sales: z.object({ response: z.boolean(), task_id: z.uuid().nullable(), words: z.array(z.string()) }).optional(),
  /** AFTER_SALES_IDENTIFY. */
  after_sales_request: z
    .object({
      kind: z.enum(SERVICE_TASKS),
      target_person_id: z.uuid(),
      deadline: Moment,
    })
    .optional(),
  /** AFTER_SALES_RESPONSE_DETECT: state of the colleagues who serve. */
  staff: z.object({ state: z.enum(STAFF_STATES), person_id: z.uuid().nullable() }).optional(),
  /** OPERATION_TRACK. */
  operation: z
    .object({ track_task_id: z.uuid().nullable(), needs_answer: z.boolean(), target_person_id: z.uuid().nullable() })
    .optional(),
  /** STAFF_INTERVENTION_DETECT. */
  intervention: z.object({ happened: z.boolean(), reason: z.string() }).optional(),
  /** CONFLICT_DETECT. */
  conflict: z.object({ found: z.boolean(), signs: z.array(z.string()) }).optional(),
  /** INTENT_RECOGNIZE. */
  classified: Classification.optional(),
  priority: Priority.optional(),
  /** ALERT_JUDGE. */
  alert: z.object({ level: AlertLevel, id: z.uuid().nullable() }).optional(),
  /** AI_REPLY_DECISION, AI_REPLY_GENERATE, REPLY_QUALITY_CHECK. */
  reply: z
    .object({
      wanted: z.boolean(),
      text: z.string().optional(),
      by: z.string().optional(),
      passage_ids: z.array(z.uuid()).optional(),
      checked: z.boolean().optional(),
      hand_over: z.string().optional(),
    })
    .optional(),
  /** DELAY_CONTROL: null says that nothing is sent by itself. */
  delay: z.object({ band: z.string(), run_at: Moment.nullable() }).optional(),
  /** ROBOT_COMMAND_SEND: the keys under which what was said was queued. */
  command_keys: z.array(z.string()).optional(),
});
export type FlowState = z.infer<typeof FlowState>;
export type StateChanges = Partial<Omit<FlowState, 'message'>>;
