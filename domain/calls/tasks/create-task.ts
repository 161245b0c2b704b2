import { query } from '../../../db/query.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import type { CallTaskDetail, CreateCallTask, SkippedRow } from '../../../kernel/contracts/call-tasks.ts';
import { newId } from '../../../kernel/ids.ts';
import { appendAudit } from '../../append-audit.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { CallScope, WriteScope } from '../calls-scope.ts';
import { noteConsents } from '../do-not-call/consents.ts';
import { callsError } from '../errors.ts';
import { SKIP_WORDS } from '../words.ts';
import { skippedRow } from './call-candidate.ts';
import { checkPeople, type CallablePerson } from './check-people.ts';
import { planOf } from './plan-of.ts';
import { readPeople } from './read-people.ts';
import { reservePeople } from './reserve-people.ts';
import { startTask } from './start-task.ts';
import { readTask } from './task-view.ts';

/**
 * Makes a task of a list of people (spec: `task_type` 1, or 2 soon when it is to start). Rows that cannot be called are named
 * with their reason and left out; who waits in another task is not called twice.
 * @throws AppError `access.not_permitted`, `calls.plan_invalid`, `calls.nobody_to_call`, those of `readPeople` and `startTask`
 */
export async function createTask(outer: CallScope, input: CreateCallTask): Promise<CallTaskDetail> {
  requirePermission(outer.actor, 'call.write');
  if (input.start) requirePermission(outer.actor, 'call.execute');
  const id = newId();
  planOf({ group_name: groupNameOf(input.name, id), plan: input.plan });
  const candidates = await readPeople(outer, input.from);
  return await inTransaction(outer, async (scope) => {
    const agreed = candidates.filter((one) => one.consent === true);
    await noteConsents(scope, agreed, `名单“${input.name}”`);
    const { people, skipped } = await checkPeople(scope, candidates, input.require_consent);
    await insertTask(scope, id, input);
    const taken = await insertRecords(scope, id, people);
    const rows = [...skipped, ...taken].toSorted((a, b) => a.row - b.row);
    if (taken.length === people.length) throw nobody(rows);
    await query(scope.em, 'update call_tasks set skipped = $2::jsonb, skipped_count = $3 where id = $1', [
      id,
      JSON.stringify(rows.slice(0, 2000)),
      rows.length,
    ]);
    appendAudit(scope, {
      action: 'call_task.created',
      entity: 'call_task',
      entityId: id,
      after: { name: input.name, people: people.length - taken.length, skipped: rows.length, from: input.from.by },
    });
    await scope.em.flush();
    scope.events.publish('calls.task_changed', { id, taskType: 'drafted', change: 'created' });
    if (input.start) return await startTask(scope, { id, version: 1 });
    return await readTask(scope, id);
  });
}

/** The group's name at the dialer; the task's name may be cut, its id makes it unique. */
function groupNameOf(name: string, id: string): string {
  return `${name.slice(0, 60)} #${id}`;
}

async function insertTask(scope: WriteScope, id: string, input: CreateCallTask): Promise<void> {
  const { actor } = scope;
  await query(
    scope.em,
    `insert into call_tasks (id, task_name, about, source, plan, require_consent, group_name, owner_id, team_id, created_at, updated_at)
     values ($1, $2, $3, $4, $5::jsonb, $6, $7, $8, $9, $10, $10)`,
    [
      id,
      input.name,
      input.about || input.name,
      input.from.by,
      JSON.stringify(input.plan),
      input.require_consent,
      groupNameOf(input.name, id),
      actor.kind === 'system' ? null : actor.userId,
      actor.teamId,
      scope.clock.now(),
    ],
  );
}

/** @returns the rows whose number or lead waits in another task */
async function insertRecords(
  scope: WriteScope,
  task: string,
  people: readonly CallablePerson[],
): Promise<SkippedRow[]> {
  const records = people.map((one) => ({ id: newId(), one }));
  await query(
    scope.em,
    `insert into leads_task_list (id, task_id, leads_id, contact_id, leads_name, leads_phone, phone_key, honorific, variables,
       reference_id, created_at, updated_time)
     select r.id, $2, r.leads_id, r.contact_id, r.name, r.phone, r.key, r.honorific, r.variables, r.id::text, $3, $3
     from jsonb_to_recordset($1::jsonb) as r(id uuid, leads_id uuid, contact_id uuid, name text, phone text, key text,
       honorific text, variables jsonb)`,
    [
      JSON.stringify(
        records.map(({ id, one }) => ({
          id,
          leads_id: one.lead_id,
          contact_id: one.contact_id,
          name: one.name || '客户',
          phone: one.number.text,
          key: one.number.key,
          honorific: one.honorific,
          variables: one.variables,
        })),
      ),
      task,
      scope.clock.now(),
    ],
  );
  const lost = await reservePeople(
    scope,
    records.map(({ id, one }) => ({ id, phoneKey: one.number.key, leadId: one.lead_id })),
  );
  if (lost.size === 0) return [];
  await query(scope.em, 'delete from leads_task_list where id = any ($1::uuid[])', [[...lost]]);
  return records.filter(({ id }) => lost.has(id)).map(({ one }) => skippedRow(one, 'reserved'));
}

function nobody(rows: readonly SkippedRow[]): Error {
  const counts = new Map<string, number>();
  for (const { reason } of rows) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const reasons = [...counts]
    .map(
      ([reason, count]) => `${SKIP_WORDS[reason as SkippedRow['reason']].replace('的第 {other} 行', '')} ${count} 个`,
    )
    .join('，');
  return callsError('calls.nobody_to_call', {
    details: { reasons: reasons || '名单是空的', rows: rows.slice(0, 100) },
  });
}
