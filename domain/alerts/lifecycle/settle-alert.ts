import { query } from '../../../db/query.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import type { AcknowledgeAlert, AlertDetail, ResolveAlert } from '../../../kernel/contracts/alerts.ts';
import { appendAudit } from '../../append-audit.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { Scope } from '../../scope.ts';
import { alertError } from '../errors.ts';
import { readAlert } from '../list-alerts.ts';
import { STATUS_WORDS } from '../words.ts';
import { isSettled, lockAlert, noteStep, type AlertRow } from './alert-row.ts';

type PersonScope = Pick<Scope, 'em' | 'clock' | 'actor' | 'events'>;

/**
 * Somebody is at it. Saying so again changes nothing.
 * @throws AppError `access.not_permitted`, `alerts.not_found`, `alerts.settled_already`, `alerts.stale_version`
 */
export async function acknowledgeAlert(
  outer: PersonScope,
  input: AcknowledgeAlert & { readonly id: string },
): Promise<AlertDetail> {
  return await byPerson(outer, input, async (scope, row) => {
    if (row.status === 'acknowledged') return;
    await query(
      scope.em,
      `update alert set status = 'acknowledged', acknowledged_at = $2, acknowledged_by_id = $3, version = version + 1 where id = $1`,
      [row.id, scope.clock.now(), scope.actor.userId],
    );
    await stepBy(scope, row, 'acknowledged', input.note ?? '有同事接手处理');
  });
}

/**
 * It is solved; the reason is kept.
 * @throws AppError `access.not_permitted`, `alerts.not_found`, `alerts.settled_already`, `alerts.stale_version`
 */
export async function resolveAlert(
  outer: PersonScope,
  input: ResolveAlert & { readonly id: string },
): Promise<AlertDetail> {
  return await byPerson(outer, input, async (scope, row) => {
    await query(
      scope.em,
      `update alert set status = 'resolved', settled_at = $2, settled_by_id = $3, version = version + 1 where id = $1`,
      [row.id, scope.clock.now(), scope.actor.userId],
    );
    await stepBy(scope, row, 'resolved', input.reason);
  });
}

async function byPerson(
  outer: PersonScope,
  input: { readonly id: string; readonly version: number },
  work: (scope: PersonScope, row: AlertRow) => Promise<void>,
): Promise<AlertDetail> {
  requirePermission(outer.actor, 'alerts.handle');
  return await inTransaction(outer, async (scope) => {
    await readAlert(scope, input.id);
    const row = (await lockAlert(scope, input.id))!;
    if (isSettled(row)) throw alertError('alerts.settled_already', { details: { status: STATUS_WORDS[row.status] } });
    if (row.version !== input.version)
      throw alertError('alerts.stale_version', { details: { current_version: row.version } });
    await work(scope, row);
    return await readAlert(scope, input.id);
  });
}

async function stepBy(
  scope: PersonScope,
  row: AlertRow,
  event: 'acknowledged' | 'resolved',
  reason: string,
): Promise<void> {
  const { level } = row;
  await noteStep(scope, row, { event, level, reason, by: scope.actor.userId }, { shown: true });
  appendAudit(scope, { action: `alert.${event}`, entity: 'alert', entityId: row.id, after: { reason } });
  await scope.em.flush();
}
