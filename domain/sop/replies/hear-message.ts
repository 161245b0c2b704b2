import { query, queryOne } from '../../../db/query.ts';
import type { ChannelMessageKind } from '../../../kernel/contracts/messaging.ts';
import { inTransaction } from '../../in-transaction.ts';
import { carriedOf } from '../running/carried.ts';
import { INSTANCE_COLUMNS, OPEN, toInstanceRow, type InstanceRow, type KeptReply } from '../running/instance-row.ts';
import type { SopEngine, SopScope } from '../running/sop-engine.ts';
import { wakeSop } from '../running/wake-sop.ts';
import { writeCarried } from '../running/write-carried.ts';
import { judgeReply } from './judge-reply.job.ts';
import { noteReply } from './note-reply.ts';
import { spokenText } from './spoken-text.ts';
import { standBack } from './stand-back.ts';

interface Heard {
  readonly id: string;
  readonly person_id: string | null;
  readonly command_id: string | null;
  readonly text: string;
  readonly kind: ChannelMessageKind;
  readonly at: string;
}

/**
 * Somebody wrote in a conversation. A colleague by hand: sequences stand back. The contact: who waits for a reply has one, and
 * a timeout that is not carried out yet has lost; others only remember it. A message heard twice counts once.
 */
export async function hearMessage(
  engine: SopEngine,
  told: { readonly message_id: string; readonly conversation_id: string; readonly own: boolean },
): Promise<void> {
  await inTransaction(engine.scope(), async (scope) => {
    const message = await queryOne<Heard>(
      scope.em,
      'select id, person_id, command_id, text, kind, iso(received_at) as at from channel_message where id = $1',
      [told.message_id],
    );
    if (!message) return;
    if (told.own) {
      if (message.command_id === null) await standBack(scope, told.conversation_id);
      return;
    }
    await noteReplies(engine, scope, told.conversation_id, message);
    engine.fault?.('heard');
  });
  engine.fault?.('heard_committed');
}

async function noteReplies(engine: SopEngine, scope: SopScope, conversationId: string, message: Heard): Promise<void> {
  const rows = await query<InstanceRow>(
    scope.em,
    `select ${INSTANCE_COLUMNS} from sop_instances i where i.conversation_id = $1 and i.status in ${OPEN}
       and i.person_id = $2 and i.created_at < $3 order by i.id for update`,
    [conversationId, message.person_id, message.at],
  );
  if (rows.length === 0) return;
  const locked = rows.map(toInstanceRow).filter((row) => row.context_data.last_heard !== message.id);
  const plans = await engine.plans.of(
    scope,
    locked.map((row) => row.template_version_id),
  );
  const reply: KeptReply = { message_id: message.id, text: spokenText(message), at: message.at };
  const all = locked.map((row) => carriedOf(row, plans.get(row.template_version_id)!, undefined));
  let beside = false;
  let due: Date | null = null;
  for (const carried of all) {
    const noted = noteReply(carried, reply, { now: scope.clock.now(), collectMs: engine.collectMs });
    beside ||= noted === 'beside' && carried.plan.content.settings.stop_on_refusal;
    const { due_at } = carried.row;
    if (noted === 'answers' && due_at && (due === null || due_at < due)) due = due_at;
  }
  await writeCarried(scope, all);
  if (due) await wakeSop(scope, due);
  if (beside) await scope.jobs.enqueue(scope.em, judgeReply, { message_id: message.id });
}
