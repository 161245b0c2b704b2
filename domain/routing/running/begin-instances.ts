import { query, queryOne } from '../../../db/query.ts';
import type { GroupRole } from '../../../kernel/contracts/messaging-people.ts';
import { newId } from '../../../kernel/ids.ts';
import type { Random } from '../../../kernel/random.ts';
import { messagePriority } from '../../messaging/receive/message-priority.ts';
import type { EffectScope } from '../effects/effect.ts';
import { loadMessage } from './load-message.ts';
import { jsonOf } from './write-log.ts';

/** Messages that one call begins; more are begun by the jobs of their own. */
const MOST = 200;

interface ActiveFlow {
  readonly definition_id: string;
  readonly version_id: string;
  readonly entry: string;
  readonly activated_at: string;
}

interface Waiting {
  readonly id: string;
  readonly person_id: string | null;
  readonly role: GroupRole | null;
}

/**
 * Starts a message on the active flow, and before it every earlier one of its conversation whose job has not come yet: so
 * messages begin in the order they arrived, whoever works on them. A message starts one instance, however often it is told.
 * @returns how many instances were begun
 */
export async function beginInstances(
  tx: EffectScope,
  random: Random,
  message: { readonly message_id: string; readonly conversation_id: string },
): Promise<number> {
  const flow = await readActive(tx);
  if (!flow) return 0;
  await query(tx.em, `select pg_advisory_xact_lock(hashtextextended('flow-begin:' || $1, 0))`, [
    message.conversation_id,
  ]);
  const waiting = await readWaiting(tx, flow, message);
  for (const one of waiting) await begin(tx, random, flow, message.conversation_id, one);
  return waiting.length;
}

async function readActive(tx: EffectScope): Promise<ActiveFlow | undefined> {
  return await queryOne<ActiveFlow>(
    tx.em,
    `select d.id as definition_id, v.id as version_id, iso(d.activated_at) as activated_at,
       jsonb_path_query_first(v.content, '$.nodes[*] ? (@.type == "TRIGGER_WEBHOOK").id') #>> '{}' as entry
     from flow_definitions d join flow_versions v on v.definition_id = d.id and v.number = d.active_number
     where d."trigger" = 'message_received'`,
  );
}

/** What was received while no flow was active stays unhandled; only the very message that was told of is begun anyway. */
async function readWaiting(
  tx: EffectScope,
  flow: ActiveFlow,
  message: { readonly message_id: string; readonly conversation_id: string },
): Promise<Waiting[]> {
  return await query<Waiting>(
    tx.em,
    `select m.id, m.person_id, g.role
     from channel_message m left join group_member g on g.conversation_id = m.conversation_id and g.person_id = m.person_id
     where m.conversation_id = $1 and m.command_id is null
       and (m.id = $2 or m.received_at > $3 and m.received_at <= (select received_at from channel_message where id = $2))
       and not exists (select 1 from flow_instances i where i.message_id = m.id and i."trigger" = 'message_received')
     order by m.received_at, m.id limit ${MOST}`,
    [message.conversation_id, message.message_id, flow.activated_at],
  );
}

async function begin(
  tx: EffectScope,
  random: Random,
  flow: ActiveFlow,
  conversationId: string,
  waiting: Waiting,
): Promise<void> {
  const now = tx.clock.now();
  const state = { message: await loadMessage(tx, waiting.id) };
  await query(
    tx.em,
    `insert into flow_instances (id, definition_id, flow_version_id, "trigger", conversation_id, message_id, person_id, status, state,
       node_id, node_since, cause, priority, seed, started_at)
     values ($1, $2, $3, 'message_received', $4, $5, $6, 'running', $7, $8, $9, 'arrived', $10, $11, $9)
     on conflict ("trigger", message_id) do nothing`,
    [
      newId(),
      flow.definition_id,
      flow.version_id,
      conversationId,
      waiting.id,
      waiting.person_id,
      jsonOf(state),
      flow.entry,
      now,
      messagePriority(waiting.role),
      random.int(0, 2 ** 30),
    ],
  );
}
