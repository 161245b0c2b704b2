import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { forkEm } from '../../db/orm.ts';
import { createLeadsFollow } from '../../domain/calls/handlers/create-leads-follow.job.ts';
import { queryTaskExecution } from '../../domain/calls/handlers/query-task-execution.job.ts';
import { syncCallJobIds } from '../../domain/calls/handlers/sync-call-job-ids.job.ts';
import { getPendingTasks } from '../../domain/calls/monitor/get-pending-tasks.ts';
import { triggerHandlers } from '../../domain/calls/monitor/trigger-handlers.ts';
import { dropMark, keepMark, MarkLost, takeMark } from '../../domain/calls/tasks/task-mark.ts';
import { callBench, type CallBench } from '../support/call-bench.ts';
import { CALLS, people, PLAN } from '../support/call-world.ts';

let bench: CallBench;
beforeAll(async () => {
  bench = await callBench();
});
afterAll(async () => await bench.calls.stop());
afterEach(async () => {
  expect(bench.calls.simulator.problems).toEqual([]);
  await bench.tidy();
});

/** How often the job ids of a task were asked for. */
const syncs = (id: string): number =>
  bench.calls.log().filter((line) => line['taskId'] === id && line['msg'] === '开始同步外呼任务编号').length;

describe('which tasks are pending (§2.1.1)', () => {
  it('a calling one with a group always, a called one while a record lacks something, none in work', async () => {
    const id = await bench.begin('reached');
    const pending = async (): Promise<boolean> =>
      (await getPendingTasks(bench.scope())).some((task) => task.task_id === id);
    const set = async (text: string): Promise<void> =>
      void (await bench.calls.sql(`update call_tasks set ${text} where id = $1`, [id]));
    expect(await pending()).toBe(true);
    const group = (await bench.read(id)).job_group_id;
    await set(`job_group_id = ''`);
    expect(await pending()).toBe(false);
    await bench.calls.sql('update call_tasks set job_group_id = $2 where id = $1', [id, group]);
    for (const type of ['drafted', 'followed_up']) {
      await set(`task_type = '${type}'`);
      expect(await pending(), type).toBe(false);
    }
    await set(`task_type = 'called'`);
    const field = async (text: string): Promise<boolean> => {
      await bench.calls.sql(
        `update leads_task_list set call_status = 'failed', leads_follow_id = gen_random_uuid(), is_interested = 'unclear' where task_id = $1`,
        [id],
      );
      await bench.calls.sql(`update leads_task_list set ${text} where task_id = $1`, [id]);
      return await pending();
    };
    expect(await field('call_status = call_status')).toBe(false);
    expect(await field('call_status = null')).toBe(true);
    expect(await field('leads_follow_id = null')).toBe(true);
    expect(await field('is_interested = null')).toBe(true);
    expect(await field('call_status = call_status')).toBe(false);
    // All through, and still calling: taken up all the same.
    await set(`task_type = 'calling'`);
    expect(await pending()).toBe(true);
    const mark = (await takeMark(bench.scope(), id))!;
    expect(await pending()).toBe(false);
    bench.calls.clock.advance({ seconds: 299 });
    expect(await takeMark(bench.scope(), id)).toBeNull();
    bench.calls.clock.advance({ seconds: 1 });
    expect(await pending()).toBe(true);
    const later = (await takeMark(bench.scope(), id))!;
    await expect(keepMark(bench.scope(), mark)).rejects.toBeInstanceOf(MarkLost);
    await dropMark(bench.scope(), mark);
    expect(await pending()).toBe(false);
    await dropMark(bench.scope(), later);
  });
});

describe('retries (§5.4)', () => {
  it('wait as long and are as many as the table says', async () => {
    const { boss } = bench.calls.world.service.parts.engine;
    const table = { [syncCallJobIds.name]: 60, [queryTaskExecution.name]: 30, [createLeadsFollow.name]: 60 };
    for (const [name, seconds] of Object.entries(table))
      expect(await boss.getQueue(name), name).toMatchObject({
        retryLimit: 3,
        retryDelay: seconds,
        retryBackoff: false,
      });
  });

  it('network trouble is tried again, a refusal of the dialer is not; both stand in the diagnosis', async () => {
    const { id } = await bench.calls.create(bench.sales, {
      from: people(...bench.numbers('never_answers')),
      plan: { ...PLAN, starts_at: '2027-03-01T09:00:00+08:00', ends_at: '2027-03-02T18:00:00+08:00' },
    });
    await bench.sales.call('POST', `${CALLS}/tasks/${id}/start`, { version: 1 });
    await bench.drain();
    bench.calls.clock.advance({ minutes: 6 });
    const refusal = { kind: 'says_no', action: 'QueryJobsWithResult', code: '4008', times: 50 } as const;
    bench.calls.simulator.plan(refusal);
    let before = syncs(id);
    await bench.calls.tick();
    expect(syncs(id) - before).toBe(1);
    expect((await bench.diagnosis(id)).last_errors[0]).toMatchObject({
      code: 'calls.dialer_refused',
      step: '同步外呼任务编号',
    });
    bench.calls.simulator.clearFaults();
    bench.calls.simulator.plan({
      kind: 'status',
      status: 503,
      code: 'ServiceUnavailable',
      action: 'QueryJobsWithResult',
      times: 500,
    });
    before = syncs(id);
    bench.calls.clock.advance({ minutes: 6 });
    await bench.calls.tick();
    expect(syncs(id) - before).toBe(4);
    bench.calls.simulator.clearFaults();
    await bench.calls.pass(10);
    expect((await bench.diagnosis(id)).last_errors.map((one) => one.code)).toEqual([
      'calls.dialer_down',
      'calls.dialer_refused',
    ]);
  });
});

describe('job ids (§3.1)', () => {
  it('go by reference first, by number second, and never over one that is there', async () => {
    const id = await bench.begin('reached', 'reached');
    const [first, second] = await bench.rows(id);
    await bench.calls.sql(`update leads_task_list set call_job_id = 'mine' where id = $1`, [first!.id]);
    // A reference that is not the dialer's: the number has to do.
    await bench.calls.sql(`update leads_task_list set reference_id = 'other', call_job_id = null where id = $1`, [
      second!.id,
    ]);
    bench.calls.clock.advance({ minutes: 3 });
    await triggerHandlers(bench.scope(), { task_id: id, task_type: 'calling' });
    await bench.drain();
    const after = await bench.rows(id);
    expect(after[0]!.call_job_id).toBe('mine');
    expect(after[1]!.call_job_id).not.toBeNull();
    expect(after[1]!.call_status).toBe('succeeded');
  });
});

describe('results (§3.2)', () => {
  it('keeps final states only', async () => {
    const id = await bench.begin('reached', 'never_answers');
    bench.calls.clock.advance({ seconds: 5 });
    await bench.calls.tick();
    const ringing = await bench.rows(id);
    expect(ringing.every((row) => row.call_job_id !== null && row.call_status === null)).toBe(true);
    expect((await bench.read(id)).task_type).toBe('calling');
    await bench.calls.pass(10);
    expect((await bench.rows(id)).map((row) => row.call_status).toSorted()).toEqual(['failed', 'succeeded']);
  });

  it('tries a page again three times at five seconds, names it, and carries the others on', async () => {
    const id = await bench.begin(...Array.from({ length: 230 }, () => 'never_answers'));
    bench.calls.clock.advance({ minutes: 3 });
    // Their follow-ups are not what this is about.
    const asked = [id, new Date('2027-01-01T00:00:00Z')];
    await bench.calls.sql('update leads_task_list set follow_asked_at = $2 where task_id = $1', asked);
    bench.calls.pauses.length = 0;
    // A page of 200 is three calls of the dialer, each asked three times; the last fails whatever is tried.
    const last = (await bench.rows(id))[198]!.call_job_id!;
    bench.calls.simulator.plan({
      kind: 'status',
      status: 503,
      code: 'ServiceUnavailable',
      action: 'ListJobs',
      params: { 'JobId.1': last },
      times: 12,
    });
    await bench.calls.tick();
    expect(bench.calls.pauses).toEqual([5000, 5000, 5000]);
    const found = await bench.diagnosis(id);
    expect(found.failed_pages).toEqual([expect.objectContaining({ step: 'query', page: 1, records: 2 })]);
    expect(found.counts.final).toBe(228);
    expect(found.repairs.map((one) => one.repair)).toContain('query_again');
    // Down for good: the job is tried four times, each time the page four times.
    bench.calls.simulator.plan({
      kind: 'status',
      status: 503,
      code: 'ServiceUnavailable',
      action: 'ListJobs',
      times: 1000,
    });
    bench.calls.pauses.length = 0;
    await bench.admin.call('POST', '/query-task-execution', { task_id: id });
    await bench.drain();
    expect(bench.calls.pauses).toEqual(Array.from({ length: 4 * 3 }, () => 5000));
    bench.calls.simulator.clearFaults();
    bench.calls.clock.advance({ minutes: 6 });
    await bench.admin.call('POST', '/query-task-execution', { task_id: id });
    await bench.drain();
    expect(await bench.diagnosis(id)).toMatchObject({ counts: { final: 230 }, failed_pages: [] });
  });

  it('gives the default to a follow-up without a judgement', async () => {
    const id = await bench.begin('reached');
    await bench.calls.sql(
      `update leads_task_list set call_status = 'failed', leads_follow_id = gen_random_uuid() where task_id = $1`,
      [id],
    );
    await bench.calls.pass(5);
    expect((await bench.rows(id))[0]!.is_interested).toBe('unclear');
  });
});

describe('two monitors on one database', () => {
  it('take each look and each task once', async () => {
    const id = await bench.begin('reached');
    // The mark of the first look runs out; the job that had it finds it taken.
    bench.calls.clock.advance({ minutes: 6 });
    const { parts } = bench.calls.world.service;
    const before = await bench.calls.sql(`select 1 from pgboss.job where name = 'sync-call-job-ids'`);
    const both = [0, 1].map(() =>
      triggerHandlers({ ...bench.scope(), em: forkEm(parts.orm) }, { task_id: id, task_type: 'calling' }),
    );
    expect((await Promise.all(both)).toSorted()).toEqual([false, true]);
    const after = await bench.calls.sql(`select 1 from pgboss.job where name = 'sync-call-job-ids'`);
    expect(after.length - before.length).toBe(1);
    await bench.drain();
    expect([await bench.calls.tick(), await bench.calls.tick()]).toEqual([true, false]);
  });
});

describe('the addresses of spec 003', () => {
  const post = async (path: string, body: object): Promise<{ status: number; body: Record<string, unknown> }> => {
    const answer = await fetch(bench.calls.world.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'access-token': bench.admin.token },
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };

  it('start, stop and check the monitor', async () => {
    expect((await post('/auto-task', { action: 'start' })).body).toEqual({
      status: 'success',
      code: 200,
      message: '自动化任务监控已启动',
      data: { is_running: true, action: 'start' },
    });
    bench.calls.simulator.settings.conversation_lag_ms = 12 * 60_000;
    const id = await bench.begin('interested-demo');
    await post('/auto-task', { action: 'stop' });
    await bench.calls.pass(20);
    expect((await bench.rows(id))[0]!.call_conversation).toBeNull();
    expect((await bench.diagnosis(id)).reasons).toContain('自动化任务监控已停止。');
    // Asked by a person it looks once all the same.
    expect((await post('/auto-task', { action: 'check' })).body).toMatchObject({
      data: { is_running: false, action: 'check' },
    });
    await bench.drain();
    expect((await bench.rows(id))[0]!.is_interested).toBe('interested');
    await post('/auto-task', { action: 'start' });
    expect((await bench.sales.call('POST', '/auto-task', { action: 'stop' })).status).toBe(403);
    expect((await post('/auto-task', { action: 'pause' })).status).toBe(400);
  });

  it('create and query, with the numbers of the spec', async () => {
    const made = await post('/create-autoCall-tasks', {
      name: '接口任务',
      plan: PLAN,
      from: people(...bench.numbers('never_answers')),
    });
    expect(made.body).toMatchObject({ status: 'success', code: 200, data: { task_type: 1, total: 1, skipped: 0 } });
    await bench.drain();
    const { task_id } = made.body['data'] as { task_id: string };
    bench.calls.clock.advance({ minutes: 6 });
    expect((await post('/query-task-execution', { task_id })).body).toMatchObject({
      data: { task_type: 2, triggered: true },
    });
    expect((await post('/query-task-execution', { task_id })).body).toMatchObject({ data: { triggered: false } });
    await bench.drain();
    expect((await post('/query-task-execution', { task_id })).body).toMatchObject({
      data: { task_type: 4, final: 1, followed: 1 },
    });
  });
});
