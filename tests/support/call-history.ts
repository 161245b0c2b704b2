import { expect } from 'vitest';
import type { CallWorld } from './call-world.ts';

/** What must never go back, written down by the database itself whenever it changes. */
const WATCH = `
  create table call_history (n bigserial primary key, what text not null, row_id uuid not null, was text, became text);
  create function watch_task() returns trigger language plpgsql as $$ begin
    insert into call_history (what, row_id, was, became) values ('task_type', new.id, old.task_type, new.task_type); return null;
  end $$;
  create trigger watch_task after update on call_tasks for each row
    when (old.task_type is distinct from new.task_type) execute function watch_task();
  create function watch_record() returns trigger language plpgsql as $$ begin
    insert into call_history (what, row_id, was, became)
    select w.what, new.id, w.was, w.became from (values
      ('call_job_id', old.call_job_id, new.call_job_id), ('call_status', old.call_status, new.call_status),
      ('is_interested', old.is_interested, new.is_interested),
      ('leads_follow_id', old.leads_follow_id::text, new.leads_follow_id::text)) as w(what, was, became)
    where w.was is distinct from w.became; return null;
  end $$;
  create trigger watch_record after update on leads_task_list for each row execute function watch_record();`;

/** Has the database keep the history of tasks and records from here on. */
export async function watchHistory(calls: CallWorld): Promise<void> {
  for (const statement of WATCH.split(/;\n(?=  create)/)) await calls.sql(statement);
}

interface CheckedTask {
  readonly records: number;
  /** How a record was judged: the follow-up's basis, by the words of the person's number. */
  readonly bases: readonly string[];
}

/**
 * What holds of a task that is through, whatever went wrong on the way: it went 1, 2, 3, 4 in this order; every record got its
 * job, its status, its judgement and its follow-up once and for good; whoever acts on judgements was told once; each call stands
 * on the timeline once; nobody was handed over twice, nor dialled by two jobs.
 */
export async function expectOnceEach(calls: CallWorld, taskId: string, about: string): Promise<CheckedTask> {
  const moves = await calls.sql<{ became: string }>(
    `select became from call_history where what = 'task_type' and row_id = $1 order by n`,
    [taskId],
  );
  expect(
    moves.map((move) => move.became),
    about,
  ).toEqual(['calling', 'called', 'followed_up']);
  const records = await calls.sql<{ id: string; phone_key: string; reference_id: string; basis: string; n: number }>(
    `select r.id, r.phone_key, r.reference_id, min(f.basis) as basis, count(f.id)::int as n from leads_task_list r
     left join dcc_leads_follow f on f.record_id = r.id and f.id = r.leads_follow_id where r.task_id = $1 group by r.id order by r.id`,
    [taskId],
  );
  const ids = records.map((record) => record.id);
  expect(new Set(records.map((record) => record.n)), `${about}: one follow-up each`).toEqual(new Set([1]));
  const follows = await calls.sql<{ n: number }>(
    'select count(*)::int as n from dcc_leads_follow where record_id = any ($1)',
    [ids],
  );
  expect(follows, `${about}: no other follow-up`).toEqual([{ n: ids.length }]);
  const changes = await calls.sql<{ what: string; n: number; back: number }>(
    `select what, count(*)::int as n, count(was)::int as back from call_history where row_id = any ($1) group by what order by what`,
    [ids],
  );
  expect(changes, `${about}: each written once, never over something`).toEqual(
    ['call_job_id', 'call_status', 'is_interested', 'leads_follow_id'].map((what) => ({
      what,
      n: ids.length,
      back: 0,
    })),
  );
  const told = await calls.sql<{ n: number }>(
    `select count(*)::int as n from pgboss.job where name = 'act-on-judged-call' and data ->> 'record_id' = any ($1)`,
    [ids],
  );
  expect(told, `${about}: told once each`).toEqual([{ n: ids.length }]);
  const twice = await calls.sql(
    `select external_id from activity where external_id = any ($1) group by external_id having count(*) > 1`,
    [ids.flatMap((id) => [`call:${id}`, `call-next:${id}`])],
  );
  expect(twice, about).toEqual([]);
  expectCalledOnce(calls, records, about);
  return { records: ids.length, bases: records.map((record) => record.basis) };
}

/** By the vendor's own books: one job for each person, and no number that rang for two. */
function expectCalledOnce(
  calls: CallWorld,
  records: readonly { readonly phone_key: string; readonly reference_id: string }[],
  about: string,
): void {
  const { world } = calls.simulator;
  const references = new Set(records.map((record) => record.reference_id));
  const jobs = [...world.jobs.values()].filter((job) => references.has(job.contact.referenceId));
  expect(jobs.length, `${about}: one job for each person`).toBe(references.size);
  const numbers = new Set(records.map((record) => record.phone_key));
  const rang = new Map<string, Set<string>>();
  for (const { phone, job_id } of world.dials)
    if (numbers.has(phone)) rang.set(phone, (rang.get(phone) ?? new Set()).add(job_id));
  for (const [phone, by] of rang) expect(by.size, `${about}: ${phone} rang for one job`).toBe(1);
  expect(calls.simulator.problems, about).toEqual([]);
}
