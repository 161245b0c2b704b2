import { setTimeout as wait } from 'node:timers/promises';
import { forkEm } from '../../db/orm.ts';
import { query, queryOne } from '../../db/query.ts';
import { queryExecution } from '../../domain/calls/handlers/query-task-execution.ts';
import { takeMark } from '../../domain/calls/tasks/task-mark.ts';
import { callScope } from '../../server/calls/call-jobs.ts';
import type { Service } from '../../server/start-service.ts';

const SAMPLE_MS = 200;
const LIMIT_MS = 3_600_000;

/** How a task went, in seconds and MB. */
export interface Followed {
  /** From the first question to the last result kept and its follow-up asked for. */
  readonly querySeconds: number;
  /** To the last follow-up. */
  readonly allSeconds: number;
  /** The database's own working time while results were fetched; null where it does not tell. */
  readonly databaseSeconds: number | null;
  /** Memory of the process in order. */
  readonly rssMb: readonly number[];
}

/** Fetches the results of a called task and waits until the service's workers have followed everybody up. */
export async function followTask(service: Service, taskId: string): Promise<Followed> {
  const { parts } = service;
  const rssMb: number[] = [];
  const sampling = setInterval(() => void rssMb.push(process.memoryUsage.rss() / 2 ** 20), SAMPLE_MS);
  try {
    const mark = await takeMark(callScope(parts), taskId);
    if (!mark) throw new Error('the monitor was there first');
    const before = await databaseBusy(service);
    const begin = performance.now();
    const signal = AbortSignal.timeout(LIMIT_MS);
    await queryExecution(callScope(parts), { task_id: taskId, token: mark.token }, signal);
    const querySeconds = (performance.now() - begin) / 1000;
    const after = await databaseBusy(service);
    await allFollowed(service, taskId);
    const allSeconds = (performance.now() - begin) / 1000;
    const databaseSeconds = before === null || after === null ? null : (after - before) / 1000;
    return { querySeconds, allSeconds, databaseSeconds, rssMb };
  } finally {
    clearInterval(sampling);
  }
}

/** Milliseconds this database's sessions have spent on statements (PostgreSQL 14 and later); the embedded one keeps no such books. */
async function databaseBusy({ parts }: Service): Promise<number | null> {
  // Sessions tell their time at most once a second.
  await wait(1100);
  const row = await queryOne<{ ms: number }>(
    forkEm(parts.orm),
    'select active_time::float8 as ms from pg_stat_database where datname = current_database()',
  );
  return row && row.ms > 0 ? row.ms : null;
}

async function allFollowed({ parts }: Service, taskId: string): Promise<void> {
  const limit = performance.now() + LIMIT_MS;
  while (performance.now() < limit) {
    const open = await query(
      forkEm(parts.orm),
      'select 1 from leads_task_list where task_id = $1 and leads_follow_id is null limit 1',
      [taskId],
    );
    if (open.length === 0) return;
    await wait(SAMPLE_MS);
  }
  throw new Error('not everybody was followed up in time');
}
