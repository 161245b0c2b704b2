import { noteAsked } from '../../messaging/disturb/note-asked.ts';
import type { InstanceRow } from '../running/instance-row.ts';
import type { ChangeScope } from '../running/change-instance.ts';
import type { ReplyJudgement } from '../reply-judge.port.ts';
import { endForContact } from './end-for-contact.job.ts';

/**
 * Somebody wants nothing any more: it is noted where every sender looks, in this transaction, and their sequences are ended by
 * a job of its own, for others may be carrying them at this moment.
 */
export async function leaveAlone(
  scope: ChangeScope,
  { person_id, context_data }: Pick<InstanceRow, 'person_id' | 'context_data'>,
  judgement: Pick<ReplyJudgement, 'signs'>,
): Promise<void> {
  const said = judgement.signs.join('、');
  await noteAsked(scope, {
    person_id,
    reason: said ? `对方说：${said}` : '对方说不要再联系',
    message_id: context_data.replies?.at(-1)?.message_id ?? null,
  });
  await scope.jobs.enqueue(scope.em, endForContact, { person_id });
}
