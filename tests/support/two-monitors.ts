import { forkEm } from '../../db/orm.ts';
import { query } from '../../db/query.ts';
import type { LeadView } from '../../kernel/contracts/crm.ts';
import type { SimulatorSettings } from '../../integrations/dialer/aliyun-outbound/simulator/settings.ts';
import type { OpenDatabase } from '../../server/open-database.ts';
import { watchHistory } from './call-history.ts';
import { callWorld, phoneOf, type CallWorld } from './call-world.ts';
import { ok } from './crm-client.ts';
import { testDatabase } from './database.ts';
import { giveJobsBack } from './give-jobs-back.ts';
import { startMonitorProcess, type MonitorProcess } from './monitor-process.ts';
import type { TestClient } from './service.ts';

/** A service without workers, the dialer's simulator, and monitors in processes of their own on its database. */
export interface TwoMonitors {
  readonly calls: CallWorld;
  readonly database: OpenDatabase;
  readonly sales: TestClient;
  /** Another monitor; it is ended with the rest. */
  start(options?: Parameters<typeof startMonitorProcess>[2]): Promise<MonitorProcess>;
  /** A started task for leads of the CRM, one for each ending. The next morning, when it is allowed to call. */
  begin(endings: readonly string[]): Promise<string>;
  /** Numbers nobody had yet, each with what happens to it. */
  numbers(endings: readonly string[]): number[];
  /** Five minutes for everybody; nobody has heard of those who stand still, so their jobs are given to others. */
  fiveMinutes(): Promise<void>;
  isThrough(task: string): Promise<boolean>;
  /** Five minutes after five minutes, with a look of each monitor at the same time, until the task is through. */
  lookUntilThrough(task: string, ...monitors: MonitorProcess[]): Promise<void>;
  stop(): Promise<void>;
}

/** Every kind of ending: interested, not, words that say stop, pushed away, empty, busy. */
export const ENDINGS = ['interested-demo', 'not-interested', 'do-not-call', 'rejected', 'empty_number', 'always_busy'];

const MOST_LOOKS = 12;

export async function twoMonitors(settings: Partial<SimulatorSettings> = {}): Promise<TwoMonitors> {
  const database = await testDatabase();
  const calls = await callWorld({ database, settings });
  await watchHistory(calls);
  const sales = await calls.world.as('salesperson', { team: '华东团队' });
  const started: MonitorProcess[] = [];
  const { engine, orm } = calls.world.service.parts;
  let last = 5000;
  const world: TwoMonitors = {
    calls,
    database,
    sales,
    start: async (options) => {
      const monitor = await startMonitorProcess(database, calls, options);
      started.push(monitor);
      return monitor;
    },
    numbers: (endings) =>
      endings.map((ending) => {
        last += 1;
        calls.simulator.script(phoneOf(last), ending);
        return last;
      }),
    begin: async (endings) => {
      calls.clock.advance({ days: 1 });
      calls.clock.set(`${calls.clock.now().toISOString().slice(0, 10)}T10:20:00+08:00`);
      const leads: string[] = [];
      for (const number of world.numbers(endings)) {
        const lead = { name: `客户${number}`, phone: phoneOf(number) };
        leads.push((await ok<LeadView>(sales, 'POST', '/leads', lead)).id);
      }
      return (await calls.create(sales, { from: { by: 'leads', ids: leads }, start: true })).id;
    },
    fiveMinutes: async () => {
      calls.clock.advance({ minutes: 5 });
      await giveJobsBack(forkEm(orm), engine);
    },
    isThrough: async (task) =>
      (await query(forkEm(orm), `select 1 from call_tasks where id = $1 and task_type = 'followed_up'`, [task]))
        .length > 0,
    lookUntilThrough: async (task, ...monitors) => {
      for (let looks = 0; looks < MOST_LOOKS && !(await world.isThrough(task)); looks += 1) {
        await world.fiveMinutes();
        await Promise.all(monitors.map((monitor) => monitor.tick(calls.clock.now())));
      }
    },
    stop: async () => {
      await Promise.all(started.map((monitor) => monitor.kill()));
      await calls.world.stop();
      await calls.simulator.close();
      await database.stop();
    },
  };
  return world;
}
