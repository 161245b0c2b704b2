import { query, queryOne } from '../../../db/query.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import type { MonitorState } from '../../../kernel/contracts/auto-task.ts';
import { appendAudit } from '../../append-audit.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { CallScope, WriteScope } from '../calls-scope.ts';

/** Whether the monitor shall run: a row, so that every process knows it. */
export async function readMonitor(scope: Pick<WriteScope, 'em'>): Promise<MonitorState> {
  const row = await queryOne<MonitorState>(
    scope.em,
    `select is_running, iso(changed_at) as changed_at, iso(last_check_at) as last_check_at, last_found from call_monitor where id = 'monitor'`,
  );
  return row ?? { is_running: false, changed_at: null, last_check_at: null, last_found: null };
}

/**
 * Starts or stops the monitor for all processes (spec 003).
 * @throws AppError `access.not_permitted`
 */
export async function setMonitor(outer: WriteScope, running: boolean): Promise<MonitorState> {
  requirePermission(outer.actor, 'job.manage');
  return await inTransaction(outer, async (scope) => {
    await putState(scope, running, scope.actor.userId);
    appendAudit(scope, {
      action: running ? 'call_monitor.started' : 'call_monitor.stopped',
      entity: 'call_monitor',
      entityId: null,
    });
    await scope.em.flush();
    return await readMonitor(scope);
  });
}

/** The monitor starts with the service (spec 003). */
export async function startMonitor(scope: Pick<CallScope, 'em' | 'clock' | 'calls'>): Promise<void> {
  await putState(scope, true, null);
  scope.calls.logger.info('自动化任务监控已启动');
}

async function putState(scope: Pick<WriteScope, 'em' | 'clock'>, running: boolean, by: string | null): Promise<void> {
  await query(
    scope.em,
    `insert into call_monitor (id, is_running, changed_by, changed_at) values ('monitor', $1, $2, $3)
     on conflict (id) do update set is_running = excluded.is_running, changed_by = excluded.changed_by, changed_at = excluded.changed_at`,
    [running, by, scope.clock.now()],
  );
}
