import { query, queryOne } from '../../../db/query.ts';
import type { ChannelMessageKind } from '../../../kernel/contracts/messaging.ts';
import { inTransaction } from '../../in-transaction.ts';
import { change } from '../running/carried.ts';
import { changeInstance } from '../running/change-instance.ts';
import { INSTANCE_COLUMNS, OPEN, toInstanceRow, type InstanceRow } from '../running/instance-row.ts';
import { cancel } from '../running/leave-step.ts';
import type { SopEngine } from '../running/sop-engine.ts';
import type { ReplyJudgement } from '../reply-judge.port.ts';
import { leaveAlone } from './leave-alone.ts';
import { spokenText } from './spoken-text.ts';

/**
 * Judges the replies an instance waits with, outside of any transaction, and notes the answer. Whoever judged without a later
 * reply, or after the instance went elsewhere, is not heard.
 */
export async function judgeForInstance(
  engine: SopEngine,
  { instance_id: id, token }: { readonly instance_id: string; readonly token: number },
  signal: AbortSignal,
): Promise<void> {
  const [found] = await query<InstanceRow>(
    engine.scope().em,
    `select ${INSTANCE_COLUMNS} from sop_instances i where i.id = $1 and i.waits_for = 'judgement' and i.token = $2`,
    [id, token],
  );
  if (!found) return;
  const judgement = await judge(engine, toInstanceRow(found), signal);
  await changeInstance(engine.scope(), engine.plans, id, (carried, scope) => {
    const { row } = carried;
    if (row.waits_for !== 'judgement' || row.token !== token || row.context_data.answer) return;
    change(carried, {
      due_at: scope.clock.now(),
      context_data: { ...row.context_data, answer: { way: judgement.class, judgement } },
    });
  });
}

/** Asks what the replies of an instance mean. */
export async function judge(
  engine: Pick<SopEngine, 'judge'>,
  { context_data, variables }: Pick<InstanceRow, 'context_data' | 'variables'>,
  signal: AbortSignal,
): Promise<ReplyJudgement> {
  const replies = context_data.replies ?? [];
  return await engine.judge.judgeReply(
    {
      replies: replies.map(({ text }) => text),
      asked: String(variables.last_message_sent ?? ''),
      at: new Date(replies.at(-1)?.at ?? 0),
    },
    signal,
  );
}

interface Message {
  readonly conversation_id: string;
  readonly person_id: string;
  readonly text: string;
  readonly kind: ChannelMessageKind;
  readonly at: string;
  readonly asked: string | null;
}

/** What was written while no sequence waited for a reply: a refusal ends those that say so, a wish to be left alone all. */
export async function judgeBeside(engine: SopEngine, messageId: string, signal: AbortSignal): Promise<void> {
  const message = await queryOne<Message>(
    engine.scope().em,
    `select m.conversation_id, m.person_id, m.text, m.kind, iso(m.received_at) as at,
       (select o.text from channel_message o where o.conversation_id = m.conversation_id and o.direction = 'out'
          and o.sent_at <= m.sent_at order by o.sent_at desc limit 1) as asked
     from channel_message m where m.id = $1 and m.person_id is not null`,
    [messageId],
  );
  if (!message) return;
  const input = { replies: [spokenText(message)], asked: message.asked ?? '', at: new Date(message.at) };
  const judgement = await engine.judge.judgeReply(input, signal);
  if (judgement.do_not_disturb) {
    const replies = [{ message_id: messageId, text: input.replies[0]!, at: message.at }];
    await inTransaction(engine.scope(), async (scope) => {
      await leaveAlone(scope, { person_id: message.person_id, context_data: { replies } }, judgement);
    });
  } else if (judgement.class === 'refuse') await endRefused(engine, message);
}

async function endRefused(engine: SopEngine, message: Message): Promise<void> {
  const rows = await query<{ id: string }>(
    engine.scope().em,
    `select i.id from sop_instances i join sop_template_versions v on v.id = i.template_version_id
     where i.conversation_id = $1 and i.person_id = $2 and i.status in ${OPEN} and i.created_at < $3
       and (i.waits_for is null or i.waits_for not in ('reply', 'judgement'))
       and (v.content -> 'settings' ->> 'stop_on_refusal')::boolean`,
    [message.conversation_id, message.person_id, message.at],
  );
  for (const { id } of rows)
    await changeInstance(engine.scope(), engine.plans, id, (carried, { clock }) => {
      if (!['pending', 'executing', 'paused'].includes(carried.row.status)) return;
      cancel(carried, { now: clock.now() }, { outcome: 'refused', reason: '对方拒绝了' });
    });
}
