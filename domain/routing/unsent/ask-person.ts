import { queryOne } from '../../../db/query.ts';
import type { CommandStatus, PolicyNote } from '../../../kernel/contracts/messaging.ts';
import { addReminders } from '../../crm/follow-ups/add-reminders.ts';
import { inTransaction } from '../../in-transaction.ts';
import { reasonWords } from '../../messaging/words.ts';
import type { Scope } from '../../scope.ts';
import { managersOf } from '../alerts/managers-of.ts';

const HOUR_CHARACTERS = 'yyyy-mm-ddThh'.length;

interface Unsent {
  readonly id: string;
  readonly account_id: string;
  readonly conversation_id: string | null;
  readonly source: string;
  readonly status: CommandStatus;
  readonly reason: string | null;
  readonly vendor_words: string | null;
  readonly notes: readonly PolicyNote[];
  readonly since: string;
  readonly place: string;
  /** Whoever asked for it, else who looks after the customer, else whose account it is; null: nobody who still works here. */
  readonly owner_id: string | null;
}

/**
 * Reminds the person who can go on with a command that only a person can go on with (spec 002 §3.6: after three tries it is a
 * person's). What is settled by now is not told any more; a sequence asks about its own failures itself.
 */
export async function askPerson(outer: Scope, commandId: string): Promise<void> {
  await inTransaction(outer, async (scope) => {
    const unsent = await readUnsent(scope, commandId);
    if (!unsent || (unsent.source === 'sop' && unsent.status !== 'held')) return;
    const people = unsent.owner_id ? [unsent.owner_id] : await managersOf(scope, unsent.conversation_id);
    await addReminders(
      scope,
      people.map((userId) => ({
        userId,
        kind: 'message',
        cause: causeOf(unsent),
        title: titleOf(unsent),
        entity: 'robot_command',
        entityId: unsent.id,
      })),
    );
  });
}

async function readUnsent(scope: Pick<Scope, 'em'>, id: string): Promise<Unsent | undefined> {
  return await queryOne<Unsent>(
    scope.em,
    `select c.id, c.account_id, c.conversation_id, c.source, c.status, c.reason, c.vendor_words, c.notes, iso(c.needs_person_at) as since,
       coalesce(v.remark, v.name, a.name) as place,
       (select u.id from app_user u where u.active and u.id in (c.requested_by, k.owner_id, a.owner_id)
        order by u.id = c.requested_by desc nulls last, u.id = k.owner_id desc nulls last limit 1) as owner_id
     from robot_command_queue c join channel_account a on a.id = c.account_id
       left join channel_conversation v on v.id = c.conversation_id left join customer k on k.id = v.customer_id
     where c.id = $1 and c.needs_person_at is not null`,
    [id],
  );
}

/** Each failure is told; what one rule holds at one account comes in dozens and is told once an hour. */
function causeOf({ id, account_id, status, notes, since }: Unsent): string {
  if (status !== 'held') return `${id} ${since}`;
  return `${account_id} ${ruleOf(notes)?.rule ?? ''} ${since.slice(0, HOUR_CHARACTERS)}`;
}

function titleOf({ status, place, reason, vendor_words, notes }: Unsent): string {
  if (status === 'held') return `发到“${place}”的消息等您确认后才发：${ruleOf(notes)?.words ?? '规则要求人工看一下'}`;
  if (status === 'timeout') return `发到“${place}”的消息不知道有没有发出去，请到会话里看一眼`;
  const why = reasonWords(reason) ?? vendor_words ?? '渠道没有说原因';
  return `发到“${place}”的消息没有发出去：${why}，请换个方式联系对方`;
}

function ruleOf(notes: readonly PolicyNote[]): PolicyNote | undefined {
  return notes.find(({ verdict }) => verdict === 'hold');
}
