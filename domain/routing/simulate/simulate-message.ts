import { queryOne } from '../../../db/query.ts';
import type { SimulateMessage, Simulation } from '../../../kernel/contracts/routing-simulation.ts';
import { newId } from '../../../kernel/ids.ts';
import { readConversation } from '../../messaging/conversations/conversation-view.ts';
import { messagingError } from '../../messaging/errors.ts';
import type { Scope } from '../../scope.ts';
import type { Assumptions } from '../nodes/node.ts';
import type { FlowEngine } from '../running/flow-engine.ts';
import { choosePlan } from './choose-content.ts';
import { simulateFlow } from './simulate-flow.ts';

/** In a described conversation somebody is silent for so long. */
const SILENCE_MS = 30 * 60_000;

type Engine = Pick<FlowEngine, 'assistant' | 'effects' | 'readLimitMs' | 'walk' | 'nodes'>;

/**
 * What would happen to a message: the path, each decision with its reason, and the deeds. Nothing is written or sent.
 * @throws AppError `routing.flow_invalid`, `routing.flow_not_found`, `routing.version_not_found`,
 * `routing.nothing_to_replay` without any flow, `messaging.conversation_not_found`, `messaging.person_not_found`
 */
export async function simulateMessage(
  scope: Pick<Scope, 'em' | 'actor' | 'clock'>,
  engine: Engine,
  input: SimulateMessage,
  signal: AbortSignal,
): Promise<Simulation> {
  const plan = await choosePlan(scope, engine.nodes, input);
  const now = input.at ? new Date(input.at) : scope.clock.now();
  if (input.conversation_id) await readConversation(scope, input.conversation_id);
  const account = await queryOne<{ account_id: string }>(
    scope.em,
    'select account_id from conversation_account where conversation_id = $1 order by account_id limit 1',
    [input.conversation_id ?? null],
  );
  return await simulateFlow(engine, {
    em: scope.em,
    plan,
    now,
    seed: input.seed,
    instanceId: newId(),
    assume: await assumptionsOf(scope, input, now),
    signal,
    message: {
      id: newId(),
      conversation_id: input.conversation_id ?? newId(),
      account_id: account?.account_id ?? newId(),
      kind: 'text',
      text: input.text,
      mentions_account: input.mentions_account,
      mentioned_person_ids: input.mentioned_person_ids,
      sent_at: now.toISOString(),
      own: false,
    },
  });
}

async function assumptionsOf(scope: Pick<Scope, 'em'>, input: SimulateMessage, now: Date): Promise<Assumptions> {
  const { conversation: told, conversation_id: known } = input;
  const described = known
    ? {}
    : {
        conversation: {
          kind: told?.kind ?? ('group' as const),
          name: told?.name ?? '模拟群',
          internal: told?.internal ?? false,
          silent_until: told?.silent ? new Date(now.getTime() + SILENCE_MS).toISOString() : null,
          customer_id: null,
        },
      };
  return {
    ...described,
    sender: await senderOf(scope, input),
    ...(input.staff_state ? { staff_state: input.staff_state } : {}),
    ...(input.robots_down ? { robots_down: input.robots_down } : {}),
  };
}

type Sender = NonNullable<Assumptions['sender']>;

async function senderOf(scope: Pick<Scope, 'em'>, input: SimulateMessage): Promise<Sender> {
  if (!input.person_id)
    return {
      person_id: null,
      name: input.sender_name,
      role: input.role,
      role_by: 'hand',
      confidence: 1,
      reason: '模拟时指定',
      contact_id: null,
      user_id: null,
    };
  const row = await queryOne<Sender>(
    scope.em,
    `select p.id as person_id, coalesce(g.display_name, p.name) as name, coalesce(g.role, 'user') as role,
       coalesce(g.role_by, 'default') as role_by, coalesce(g.confidence, 0.6) as confidence, coalesce(g.reason, '') as reason,
       p.contact_id, p.user_id
     from channel_person p left join group_member g on g.person_id = p.id and g.conversation_id = $2
     where p.id = $1 and $2::uuid is not null and (g.person_id is not null or exists (
       select 1 from channel_conversation v where v.id = $2 and v.person_id = p.id))`,
    [input.person_id, input.conversation_id ?? null],
  );
  if (!row) throw messagingError('messaging.person_not_found', { details: { id: input.person_id } });
  return row;
}
