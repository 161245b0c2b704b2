import { LockMode, type InferEntity } from '@mikro-orm/core';
import { DeliveryIssue } from '../../../../db/entities/crm/delivery-issue.entity.ts';
import { ISSUE_MOVES, type IssueView, type UpdateIssue } from '../../../../kernel/contracts/delivery.ts';
import { inTransaction } from '../../../in-transaction.ts';
import { appendTimeline } from '../../append-timeline.ts';
import { applyChanges, hasChanges } from '../../apply-changes.ts';
import type { WriteScope } from '../../crm-scope.ts';
import { localToday } from '../../local-today.ts';
import { requireVersion } from '../../lock-row.ts';
import { orderError } from '../../orders/errors.ts';
import { recordChange } from '../../record-change.ts';
import { findAssignee } from '../find-assignee.ts';
import { getIssue } from './get-issue.ts';
import { ISSUE_STATUS_WORDS } from './issue-table.ts';
import { readIssue } from './issue-view.ts';

const FIELDS = {
  title: 'title',
  detail: 'detail',
  severity: 'severity',
  status: 'status',
  due_on: 'dueOn',
  resolution: 'resolution',
} as const;

/**
 * Changes an issue, gives it to somebody, or moves it by the table `ISSUE_MOVES`; resolved, it says how.
 *
 * @throws AppError `crm.issue_not_found`, `crm.stale_version`, `crm.issue_move_not_allowed`,
 *   `crm.issue_resolution_missing`, `crm.owner_not_found`
 */
export async function updateIssue(outer: WriteScope, input: UpdateIssue & { readonly id: string }): Promise<IssueView> {
  return await inTransaction(outer, async (scope) => {
    await getIssue(scope, input);
    const row = await scope.em.findOneOrFail(
      DeliveryIssue,
      { id: input.id },
      { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
    );
    requireVersion(row, input.version);
    const was = row.status;
    requireMove(row, input);
    const changes = applyChanges(row, input, FIELDS);
    const owner = await findAssignee(scope, input.owner_id);
    if (owner !== undefined && owner !== (row.owner ?? null)) {
      changes.before.owner_id = row.owner ?? null;
      changes.after.owner_id = owner;
      row.owner = owner;
    }
    if (hasChanges(changes)) {
      row.updatedAt = scope.clock.now();
      if (row.status !== was) settle(scope, row);
      recordChange(scope, { entity: 'delivery_issue', id: row.id, change: 'updated', ...changes });
      await scope.em.flush();
    }
    return await readIssue(scope, row.id, localToday(scope.clock));
  });
}

type IssueRow = InferEntity<typeof DeliveryIssue>;

function requireMove(row: IssueRow, input: UpdateIssue): void {
  if (!input.status || input.status === row.status) return;
  if (!ISSUE_MOVES[row.status].includes(input.status))
    throw orderError('crm.issue_move_not_allowed', {
      details: { from: ISSUE_STATUS_WORDS[row.status], to: ISSUE_STATUS_WORDS[input.status] },
    });
  if (input.status === 'resolved' && !input.resolution && !row.resolution)
    throw orderError('crm.issue_resolution_missing');
}

/** A solved issue keeps when; one that is taken up again waits anew. */
function settle(scope: WriteScope, row: IssueRow): void {
  if (row.status === 'open' || row.status === 'doing') {
    row.resolvedAt = null;
    return;
  }
  row.resolvedAt ??= scope.clock.now();
  if (row.status !== 'resolved') return;
  appendTimeline(scope, {
    customerId: row.customer,
    kind: 'delivery.issue_resolved',
    about: row.title,
    body: row.resolution ?? null,
    entity: 'delivery_issue',
    entityId: row.id,
  });
}
