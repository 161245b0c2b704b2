import { query } from '../../../db/query.ts';
import { newId } from '../../../kernel/ids.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { CallContact } from '../call-contact.ts';
import type { CallScope } from '../calls-scope.ts';
import { troubleError, type DialerTrouble } from '../dialer-trouble.ts';
import type { DialerPort } from '../dialer.port.ts';
import { refusedNumbers } from '../do-not-call/refused-numbers.ts';
import { callsError } from '../errors.ts';
import { keepMark, type TaskMark } from '../tasks/task-mark.ts';
import { withholdRecords } from '../tasks/withhold-records.ts';
import { readHanded } from './read-handed.ts';

interface WaitingRow {
  readonly id: string;
  readonly leads_name: string;
  readonly leads_phone: string;
  readonly phone_key: string;
  readonly honorific: string;
  readonly variables: Record<string, string>;
  readonly reference_id: string;
}

interface StoredBatch {
  readonly id: string;
  readonly contacts: readonly CallContact[];
}

/**
 * Hands the next people over: looks again whether they may be called, stores the batch, then sends it.
 * @returns whether more may wait
 * @throws AppError `calls.dialer_…`, `calls.still_unknown`
 */
export async function sendNextBatch(
  scope: CallScope,
  dialer: DialerPort,
  mark: TaskMark,
  groupId: string,
  signal: AbortSignal,
): Promise<boolean> {
  const batch = await storeBatch(scope, dialer, mark);
  if (batch === 'nobody') return false;
  if (batch === 'withheld') return true;
  const answer = await dialer.assign(groupId, batch.contacts, signal);
  if (answer.state === 'ok') {
    await noteAssigned(scope, mark, batch.id);
    return true;
  }
  if (answer.state === 'unknown') {
    await noteUnknown(scope, batch.id, answer.trouble);
    throw callsError('calls.still_unknown');
  }
  await noteRefused(scope, mark, batch.id, answer.trouble);
  throw troubleError(answer.trouble);
}

/** Takes people out of the waiting ones and writes the batch down, in one transaction. */
async function storeBatch(
  outer: CallScope,
  dialer: DialerPort,
  mark: TaskMark,
): Promise<StoredBatch | 'nobody' | 'withheld'> {
  return await inTransaction(outer, async (scope) => {
    await keepMark(scope, mark);
    const task = await readHanded(scope, mark.task_id);
    if (!task || task.control !== 'running') return 'nobody';
    const rows = await query<WaitingRow>(
      scope.em,
      `select id, leads_name, leads_phone, phone_key, honorific, variables, reference_id from leads_task_list
       where task_id = $1 and hand_over = 'waiting' order by id limit $2 for update`,
      [mark.task_id, dialer.limits.contacts_per_batch],
    );
    if (rows.length === 0) return 'nobody';
    const asked = rows.map((row) => ({ key: row.phone_key, text: row.leads_phone }));
    const refused = await refusedNumbers(scope, asked, task.require_consent);
    for (const row of rows) {
      const reason = refused.get(row.phone_key);
      if (reason) await withholdRecords(scope, { record_ids: [row.id], reason });
    }
    const [contacts] = dialer.cutBatches(rows.filter((row) => !refused.has(row.phone_key)).map(contactOf));
    if (!contacts) return 'withheld';
    const id = newId();
    await query(
      scope.em,
      `insert into call_batch (id, task_id, state, size, sent_at) values ($1, $2, 'sending', $3, $4)`,
      [id, mark.task_id, contacts.length, scope.clock.now()],
    );
    await query(
      scope.em,
      `update leads_task_list set hand_over = 'sending', batch_id = $1, updated_time = $3 where reference_id = any ($2::text[])`,
      [id, contacts.map((one) => one.reference_id), scope.clock.now()],
    );
    return { id, contacts };
  });
}

function contactOf(row: WaitingRow): CallContact {
  const { reference_id, leads_name: name, honorific, variables } = row;
  return { reference_id, phone: row.phone_key, name, honorific, variables };
}

/** The first people are handed over: the task is calling (`task_type` 1 to 2). */
async function noteAssigned(outer: CallScope, mark: TaskMark, batchId: string): Promise<void> {
  await inTransaction(outer, async (scope) => {
    await keepMark(scope, mark);
    const now = scope.clock.now();
    await query(scope.em, `update call_batch set state = 'assigned', ended_at = $2 where id = $1`, [batchId, now]);
    await query(
      scope.em,
      `update leads_task_list set hand_over = 'assigned', updated_time = $2 where batch_id = $1 and hand_over = 'sending'`,
      [batchId, now],
    );
    await beginCalling(scope, mark.task_id);
  });
}

/** Moves a task to «calling», once; in the caller's transaction. */
export async function beginCalling(scope: CallScope, taskId: string): Promise<void> {
  const moved = await query(
    scope.em,
    `update call_tasks set task_type = 'calling', updated_at = $2, version = version + 1
     where id = $1 and task_type = 'drafted' returning id`,
    [taskId, scope.clock.now()],
  );
  if (moved.length === 0) return;
  scope.calls.logger.info({ taskId, task_type: 2 }, '任务状态更新：外呼中');
  scope.events.publish('calls.task_changed', { id: taskId, taskType: 'calling', change: 'status' });
}

async function noteUnknown(scope: CallScope, batchId: string, trouble: DialerTrouble): Promise<void> {
  await query(scope.em, `update call_batch set state = 'unknown', ended_at = $2, trouble = $3 where id = $1`, [
    batchId,
    scope.clock.now(),
    trouble.vendor_code ?? trouble.reason,
  ]);
}

/** It certainly did not arrive. Whoever may be sent again waits on; what the dialer refuses for good waits for a person. */
async function noteRefused(outer: CallScope, mark: TaskMark, batchId: string, trouble: DialerTrouble): Promise<void> {
  await inTransaction(outer, async (scope) => {
    await keepMark(scope, mark);
    const [now, forGood] = [scope.clock.now(), trouble.kind === 'business'];
    await query(scope.em, 'update call_batch set state = $2, ended_at = $3, trouble = $4 where id = $1', [
      batchId,
      forGood ? 'refused' : 'released',
      now,
      trouble.vendor_code ?? trouble.reason,
    ]);
    await query(
      scope.em,
      `update leads_task_list set hand_over = $2, batch_id = case when $2 = 'waiting' then null else batch_id end, updated_time = $3
       where batch_id = $1 and hand_over = 'sending'`,
      [batchId, forGood ? 'refused' : 'waiting', now],
    );
  });
}
