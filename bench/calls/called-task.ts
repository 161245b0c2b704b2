import { forkEm } from '../../db/orm.ts';
import { query } from '../../db/query.ts';
import type { CallContact } from '../../domain/calls/call-contact.ts';
import { CallPlan } from '../../domain/calls/call-plan.ts';
import { syncJobIds } from '../../domain/calls/handlers/sync-call-job-ids.ts';
import { takeMark } from '../../domain/calls/tasks/task-mark.ts';
import { newId } from '../../kernel/ids.ts';
import { callScope } from '../../server/calls/call-jobs.ts';
import type { Service } from '../../server/start-service.ts';
import { inParallel } from '../routing/in-parallel.ts';
import type { VendorProcess } from './vendor-process.ts';

const AT_ONCE = 8;
/** Phones of a hundred thousand lines are through with their conversations after that. */
const A_DAY = 20 * 3600;
/** People of one statement. */
const CHUNK = 5000;

/** A task whose people were all called at the vendor, their job ids known and nothing else. */
export interface CalledTask {
  readonly id: string;
  readonly jobIds: readonly string[];
}

/** Makes the task by SQL, has the vendor call everybody through the dialer's own port, and fetches the job ids. */
export async function calledTask(service: Service, vendor: VendorProcess, people: number): Promise<CalledTask> {
  const { parts } = service;
  const em = forkEm(parts.orm);
  const id = newId();
  const group = await vendor.dialer.createGroup(planOf(id));
  if (group.state !== 'ok') throw new Error(`no group: ${group.trouble.reason}`);
  await query(
    em,
    `insert into call_tasks (id, task_name, about, source, plan, group_name, job_group_id, task_type, started_at, handed_over_at,
       processing_until, created_at, updated_at)
     values ($1, 'bench', 'bench', 'people', '{}', $3, $2, 'calling', now(), now(), null, now(), now())`,
    [id, group.value.group_id, id],
  );
  const contacts = Array.from({ length: people }, (_, n): CallContact => ({
    reference_id: newId(),
    phone: `139${String(n).padStart(8, '0')}`,
    name: `客户${n}`,
    honorific: '',
    variables: {},
  }));
  for (let from = 0; from < people; from += CHUNK)
    await query(
      em,
      `insert into leads_task_list (id, task_id, leads_name, leads_phone, phone_key, honorific, reference_id, hand_over, created_at, updated_time)
       select r.id, $1, r.name, r.phone, r.phone, '', r.id::text, 'assigned', now(), now()
       from jsonb_to_recordset($2::jsonb) as r(id uuid, name text, phone text)`,
      [
        id,
        JSON.stringify(
          contacts
            .slice(from, from + CHUNK)
            .map(({ reference_id, name, phone }) => ({ id: reference_id, name, phone })),
        ),
      ],
    );
  const batches = vendor.dialer.cutBatches(contacts);
  await inParallel(batches.length, AT_ONCE, async (n) => {
    const answer = await vendor.dialer.assign(group.value.group_id, batches[n]!);
    if (answer.state !== 'ok') throw new Error(`not handed over: ${answer.trouble.reason}`);
  });
  await vendor.pass(A_DAY);
  const mark = (await takeMark(callScope(parts), id))!;
  const context = { signal: AbortSignal.timeout(600_000), attempt: 1 };
  await syncJobIds(callScope(parts), { task_id: id, token: mark.token, query_after: null }, context);
  await query(em, 'analyze leads_task_list');
  const rows = await query<{ call_job_id: string | null }>(
    em,
    'select call_job_id from leads_task_list where task_id = $1 order by id',
    [id],
  );
  const jobIds = rows.flatMap((row) => row.call_job_id ?? []);
  if (jobIds.length !== people) throw new Error(`${jobIds.length} of ${people} people have a job`);
  return { id, jobIds };
}

function planOf(name: string): CallPlan {
  return CallPlan.parse({
    name,
    script_id: 'script-1',
    working_hours: [{ from: '00:00', to: '23:59' }],
    retry: { attempts_per_day: 1, minutes_between: 10 },
    not_again_after: {},
  });
}
