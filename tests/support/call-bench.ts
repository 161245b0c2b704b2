import type { CallScope } from '../../domain/calls/calls-scope.ts';
import type { CallDiagnosis } from '../../kernel/contracts/call-diagnosis.ts';
import type { CallTaskDetail } from '../../kernel/contracts/call-tasks.ts';
import { callScope } from '../../server/calls/call-jobs.ts';
import { CALLS, callWorld, people, phoneOf, type CallWorld } from './call-world.ts';
import type { TestClient } from './service.ts';

export interface RecordRow {
  readonly id: string;
  readonly phone_key: string;
  readonly call_job_id: string | null;
  readonly call_status: string | null;
  readonly is_interested: string | null;
  readonly leads_follow_id: string | null;
  readonly call_conversation: unknown;
}

/** A world of calls with what the tests of its rules do again and again. */
export interface CallBench {
  readonly calls: CallWorld;
  readonly sales: TestClient;
  readonly admin: TestClient;
  scope(): CallScope;
  drain(): Promise<number>;
  read(id: string): Promise<CallTaskDetail>;
  diagnosis(id: string): Promise<CallDiagnosis>;
  rows(id: string): Promise<RecordRow[]>;
  /** Numbers nobody had yet, each with what happens to it. */
  numbers(...scenarios: string[]): number[];
  /** A started task, handed over. */
  begin(...scenarios: string[]): Promise<string>;
  /** How often each number of a task rang. */
  dials(id: string): Promise<number[]>;
  /** Faults and settings back to none; tasks of the test that ended are left alone by the next one's monitor. */
  tidy(): Promise<void>;
}

export async function callBench(environment: Record<string, string> = {}): Promise<CallBench> {
  const calls = await callWorld({ environment });
  const sales = await calls.world.as('salesperson', { team: '华东团队' });
  const admin = await calls.world.as('administrator');
  const { parts } = calls.world.service;
  let last = 1000;
  const bench: CallBench = {
    calls,
    sales,
    admin,
    scope: () => callScope(parts),
    drain: async () => await parts.engine.drain(calls.clock.now()),
    read: async (id) => (await admin.call<CallTaskDetail>('GET', `${CALLS}/tasks/${id}`)).body,
    diagnosis: async (id) => (await admin.call<CallDiagnosis>('GET', `${CALLS}/tasks/${id}/diagnosis`)).body,
    rows: async (id) =>
      await calls.sql<RecordRow>('select * from leads_task_list where task_id = $1 order by id', [id]),
    numbers: (...scenarios) =>
      scenarios.map((scenario) => {
        last += 1;
        calls.simulator.script(phoneOf(last), scenario);
        return last;
      }),
    begin: async (...scenarios) => {
      const task = await calls.create(sales, { from: people(...bench.numbers(...scenarios)) });
      await sales.call('POST', `${CALLS}/tasks/${task.id}/start`, { version: task.version });
      await bench.drain();
      return task.id;
    },
    dials: async (id) => {
      const rang = (phone: string): number => calls.simulator.world.dials.filter((dial) => dial.phone === phone).length;
      return (await bench.rows(id)).map((row) => rang(row.phone_key));
    },
    tidy: async () => {
      calls.analyst = undefined;
      calls.simulator.clearFaults();
      Object.assign(calls.simulator.settings, { conversation_lag_ms: 0, throttle_every: 0 });
      await calls.sql(`update call_tasks set job_group_id = null, control_told = control
        where task_type in ('calling', 'called')`);
    },
  };
  return bench;
}
