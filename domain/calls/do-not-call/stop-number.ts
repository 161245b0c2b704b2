import { query } from '../../../db/query.ts';
import type { DoNotCallSource } from '../../../kernel/contracts/calls.ts';
import { newId } from '../../../kernel/ids.ts';
import { maskPhone } from '../../../kernel/mask.ts';
import { parsePhone } from '../../../kernel/phone-number.ts';
import { noteDisturb } from '../../messaging/disturb/do-not-disturb.ts';
import type { CallScope } from '../calls-scope.ts';
import { steerCalls } from '../handing/steer-calls.job.ts';
import { withholdRecords } from '../tasks/withhold-records.ts';

export interface StopNumber {
  readonly phone_key: string;
  readonly source: DoNotCallSource;
  readonly evidence: string;
  readonly record_id?: string | null;
}

/**
 * Nobody calls this number any more: it goes on the list, whoever waits for a call in any task is not called, the dialer is
 * told to drop calls it has already, and who asked for it is not written to either. In the caller's transaction.
 */
export async function stopNumber(scope: CallScope, input: StopNumber): Promise<void> {
  const now = scope.clock.now();
  await query(
    scope.em,
    `insert into do_not_call (id, phone_key, source, evidence, record_id, noted_by, since) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict do nothing`,
    [
      newId(),
      input.phone_key,
      input.source,
      input.evidence.slice(0, 500),
      input.record_id ?? null,
      scope.actor.kind === 'system' ? null : scope.actor.userId,
      now,
    ],
  );
  const open = await query<{ id: string; task_id: string; hand_over: string }>(
    scope.em,
    'select id, task_id, hand_over from leads_task_list where phone_key = $1 and call_status is null order by id for update',
    [input.phone_key],
  );
  const here = open.filter((one) => one.hand_over === 'waiting' || one.hand_over === 'refused');
  await withholdRecords(scope, { record_ids: here.map(({ id }) => id), reason: 'do_not_call' });
  const there = open.filter((one) => !here.includes(one));
  await query(
    scope.em,
    'update leads_task_list set stop_wanted = true, updated_time = $2 where id = any ($1::uuid[])',
    [there.map(({ id }) => id), now],
  );
  for (const task of new Set(there.map(({ task_id }) => task_id)))
    await scope.jobs.enqueue(scope.em, steerCalls, { task_id: task }, { singletonKey: task });
  if (input.source === 'customer_said') await leaveAlone(scope, input);
  scope.calls.logger.info({ phone: maskPhone(input.phone_key), stopped: open.length }, '号码加入免打扰名单');
}

/** The same person on other channels: found by the contact with this number. */
async function leaveAlone(scope: CallScope, { phone_key, evidence }: StopNumber): Promise<void> {
  const parsed = parsePhone(phone_key);
  if (!('number' in parsed)) return;
  const people = await query<{ id: string }>(
    scope.em,
    `select distinct p.id from contact c join channel_person p on p.contact_id = c.id
     where c.phone = $1 and not exists (select 1 from do_not_disturb d where d.person_id = p.id and d.lifted_at is null
       and (d.until is null or d.until > $2)) order by p.id`,
    [parsed.number.text, scope.clock.now()],
  );
  for (const { id } of people)
    await noteDisturb(scope, { person_id: id, reason: `电话里说：${evidence}`.slice(0, 300), until: null });
}
