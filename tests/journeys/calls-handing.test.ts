import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
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

describe('handing over', () => {
  it('calls nobody twice when an answer is lost, whether the request arrived or not', async () => {
    for (const kind of ['lost', 'cut'] as const) {
      bench.calls.simulator.plan({ kind, action: 'AssignJobs' });
      const id = await bench.begin('never_answers', 'never_answers');
      expect((await bench.diagnosis(id)).last_errors[0]).toMatchObject({ code: 'calls.still_unknown' });
      await bench.calls.pass(15);
      expect(await bench.dials(id), kind).toEqual([1, 1]);
      expect((await bench.read(id)).task_type, kind).toBe('followed_up');
    }
  });

  it('finds its group again when the answer to its creation is lost', async () => {
    bench.calls.simulator.plan({ kind: 'lost', action: 'CreateJobGroup' });
    const groups = bench.calls.simulator.world.groups.size;
    const id = await bench.begin('never_answers');
    await bench.calls.pass(15);
    expect(bench.calls.simulator.world.groups.size - groups).toBe(1);
    expect(await bench.dials(id)).toEqual([1]);
  });

  it('goes on where a process died between storing a batch and its answer', async () => {
    const id = await bench.begin('never_answers');
    // As a process leaves it that was killed while the request was on its way, and the request never arrived.
    const [record] = await bench.rows(id);
    await bench.calls.sql(`update call_batch set state = 'sending', ended_at = null where task_id = $1`, [id]);
    await bench.calls.sql(`update leads_task_list set hand_over = 'sending', call_job_id = null where id = $1`, [
      record!.id,
    ]);
    await bench.calls.sql(
      `update call_tasks set handed_over_at = null, task_type = 'drafted', handing_until = $2 where id = $1`,
      [id, new Date(bench.calls.clock.now().getTime() + 300_000)],
    );
    await bench.calls.pass(20);
    expect(await bench.dials(id)).toEqual([1]);
    expect((await bench.read(id)).task_type).toBe('followed_up');
  });

  it('waits for a person where the dialer refuses people for good, and sends them again when asked', async () => {
    bench.calls.simulator.plan({ kind: 'says_no', action: 'AssignJobs', code: 'InvalidJobGroup' });
    const id = await bench.begin('never_answers');
    expect(await bench.diagnosis(id)).toMatchObject({
      counts: { refused: 1 },
      last_errors: [{ code: 'calls.dialer_refused' }],
    });
    await bench.sales.call('POST', `${CALLS}/tasks/${id}/repair`);
    await bench.drain();
    await bench.calls.pass(10);
    expect(await bench.dials(id)).toEqual([1]);
    expect((await bench.read(id)).task_type).toBe('followed_up');
  });

  it('bears throttling', async () => {
    bench.calls.simulator.settings.throttle_every = 3;
    const id = await bench.begin(...Array.from({ length: 60 }, () => 'never_answers'));
    await bench.calls.pass(20);
    expect(await bench.read(id)).toMatchObject({ task_type: 'followed_up', followed: 60 });
    expect(new Set(await bench.dials(id))).toEqual(new Set([1]));
  });

  it('pauses and goes on', async () => {
    const made = await bench.calls.create(bench.sales, {
      from: people(...bench.numbers('never_answers')),
      plan: { ...PLAN, starts_at: '2026-12-01T09:00:00+08:00', ends_at: '2026-12-20T18:00:00+08:00' },
    });
    await bench.sales.call('POST', `${CALLS}/tasks/${made.id}/start`, { version: 1 });
    await bench.drain();
    const steer = async (verb: string) => {
      const { version } = await bench.read(made.id);
      const answer = await bench.sales.call('POST', `${CALLS}/tasks/${made.id}/${verb}`, { version });
      await bench.drain();
      return answer.status;
    };
    expect(await steer('suspend')).toBe(200);
    bench.calls.clock.set('2026-12-01T10:00:00+08:00');
    await bench.calls.tick();
    expect(await bench.dials(made.id)).toEqual([0]);
    expect(await steer('resume')).toBe(200);
    await bench.calls.pass(10);
    expect(await bench.dials(made.id)).toEqual([1]);
    expect(await steer('cancel')).toBe(409);
  });
});
