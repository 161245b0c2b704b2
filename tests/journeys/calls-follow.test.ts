import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createFollows } from '../../domain/calls/handlers/create-leads-follow.ts';
import { checkAndUpdateTaskStatus } from '../../domain/calls/tasks/task-status.ts';
import type { CallRepaired } from '../../kernel/contracts/call-diagnosis.ts';
import { callBench, type CallBench } from '../support/call-bench.ts';
import { byWords, CALLS } from '../support/call-world.ts';

let bench: CallBench;
beforeAll(async () => {
  bench = await callBench();
});
afterAll(async () => await bench.calls.stop());
afterEach(async () => {
  expect(bench.calls.simulator.problems).toEqual([]);
  await bench.tidy();
});

describe('follow-ups (§3.3)', () => {
  it('wait for a conversation that comes late, and are written once', async () => {
    bench.calls.simulator.settings.conversation_lag_ms = 12 * 60_000;
    const id = await bench.begin('interested-demo');
    await bench.calls.pass(10);
    expect(await bench.rows(id)).toMatchObject([
      { call_status: 'succeeded', call_conversation: null, leads_follow_id: null },
    ]);
    expect((await bench.read(id)).task_type).toBe('called');
    await bench.calls.pass(10);
    expect(await bench.rows(id)).toMatchObject([{ is_interested: 'interested' }]);
    expect((await bench.read(id)).task_type).toBe('followed_up');
  });

  it('are basic where the words never come, and can be made up for when they do', async () => {
    bench.calls.simulator.settings.conversation_lag_ms = 3 * 3_600_000;
    const id = await bench.begin('interested-demo');
    await bench.calls.pass(5);
    bench.calls.clock.advance({ hours: 1 });
    await bench.calls.pass(5);
    expect(await bench.rows(id)).toMatchObject([{ is_interested: 'unclear', call_conversation: null }]);
    expect((await bench.diagnosis(id)).counts.basic).toBe(1);
    bench.calls.clock.advance({ hours: 3 });
    const [record] = await bench.rows(id);
    const again = await bench.sales.call<{ is_interested: string }>('POST', `${CALLS}/records/${record!.id}/analyse`);
    expect(again.body).toMatchObject({ is_interested: 'interested' });
    const twice = await bench.sales.call('POST', `${CALLS}/records/${record!.id}/analyse`);
    expect(twice.status).toBe(409);
    const follows = await bench.calls.sql<{ basis: string }>(
      'select basis from dcc_leads_follow where record_id = $1',
      [record!.id],
    );
    expect(follows).toEqual([{ basis: 'analysis' }]);
  });

  it.each([
    ['throws', () => Promise.reject(new Error('no model'))],
    ['answers nonsense', () => Promise.resolve({ remark: '' } as never)],
  ])('are basic when the analyst %s, and the repair makes up for it', async (_how, analyst) => {
    bench.calls.analyst = analyst;
    const id = await bench.begin('interested-demo');
    await bench.calls.pass(10);
    expect(await bench.rows(id)).toMatchObject([{ is_interested: 'unclear', leads_follow_id: expect.any(String) }]);
    expect((await bench.read(id)).task_type).toBe('followed_up');
    bench.calls.analyst = undefined;
    const repaired = await bench.sales.call<CallRepaired>('POST', `${CALLS}/tasks/${id}/repair`);
    expect(repaired.body.done).toContain('analyse_again');
    await bench.drain();
    expect(await bench.rows(id)).toMatchObject([{ is_interested: 'interested' }]);
  });

  it('are written once, by whoever comes first, and never over a judgement', async () => {
    const id = await bench.begin('interested-demo');
    let waiting: () => void = () => undefined;
    const both = new Promise<void>((resolve) => (waiting = resolve));
    let inside = 0;
    bench.calls.analyst = async (text) => {
      inside += 1;
      if (inside === 2) waiting();
      if (inside <= 2) await both;
      return byWords(text);
    };
    bench.calls.clock.advance({ minutes: 3 });
    // Results without follow-ups, then two workers at the same record.
    await bench.calls.sql(`update leads_task_list set follow_asked_at = $2 where task_id = $1`, [
      id,
      bench.calls.clock.now(),
    ]);
    await bench.calls.tick();
    const [record] = await bench.rows(id);
    const input = { task_id: id, call_job_ids: [record!.call_job_id!] };
    const { signal } = new AbortController();
    await Promise.all([createFollows(bench.scope(), input, signal), createFollows(bench.scope(), input, signal)]);
    const count = async (): Promise<number> =>
      (await bench.calls.sql('select 1 from dcc_leads_follow where record_id = $1', [record!.id])).length;
    expect(await count()).toBe(1);
    const judged = bench.calls.analysed.length;
    await createFollows(bench.scope(), input, signal);
    expect([await count(), bench.calls.analysed.length]).toEqual([1, judged]);
    await bench.drain();
  });

  it('are not written over an interest that somebody set', async () => {
    const id = await bench.begin('interested-demo');
    await bench.calls.sql(`update leads_task_list set is_interested = 'not_interested' where task_id = $1`, [id]);
    await bench.calls.pass(10);
    expect(await bench.rows(id)).toMatchObject([{ is_interested: 'not_interested', leads_follow_id: null }]);
  });
});

describe('the status of a task (§6)', () => {
  it('goes 2, 3, 4 and never back', async () => {
    bench.calls.simulator.settings.conversation_lag_ms = 12 * 60_000;
    const id = await bench.begin('interested-demo', 'never_answers');
    const seen: string[] = [];
    for (let look = 0; look < 6; look += 1) {
      seen.push((await bench.read(id)).task_type);
      await bench.calls.pass(5);
    }
    expect([...new Set(seen)]).toEqual(['calling', 'called', 'followed_up']);
    await bench.calls.sql(`update leads_task_list set call_status = null where task_id = $1`, [id]);
    expect(await checkAndUpdateTaskStatus(bench.scope(), id)).toBe('followed_up');
  });

  it('stays calling while somebody waits to be handed over', async () => {
    const id = await bench.begin('never_answers', 'never_answers');
    const [one] = await bench.rows(id);
    await bench.calls.sql(
      `update leads_task_list set call_status = 'failed', dial_state = 'no_answer' where task_id = $1 and id <> $2`,
      [id, one!.id],
    );
    await bench.calls.sql(`update leads_task_list set hand_over = 'waiting', call_job_id = null where id = $1`, [
      one!.id,
    ]);
    expect(await checkAndUpdateTaskStatus(bench.scope(), id)).toBe('calling');
  });
});
