import { query } from '../../db/query.ts';
import { requirePermission } from '../../kernel/actor.ts';
import type { SaveTrackTaskRule, TrackTaskKind, TrackTaskRuleView } from '../../kernel/contracts/track-tasks.ts';
import { TRACK_TASK_KINDS } from '../../kernel/contracts/track-tasks.ts';
import { appendAudit } from '../append-audit.ts';
import { inTransaction } from '../in-transaction.ts';
import { afterSalesError } from './errors.ts';
import type { TaskScope } from './note-step.ts';

/** How long each kind of task may take, one row per kind. */
export async function readTaskRules(scope: Pick<TaskScope, 'em'>): Promise<TrackTaskRuleView[]> {
  return await query<TrackTaskRuleView>(
    scope.em,
    'select kind, title, minutes, version from track_task_rule order by array_position($1::text[], kind)',
    [[...TRACK_TASK_KINDS]],
  );
}

/** The rule of one kind. */
export async function readTaskRule(scope: Pick<TaskScope, 'em'>, kind: TrackTaskKind): Promise<TrackTaskRuleView> {
  return (await readTaskRules(scope)).find((rule) => rule.kind === kind)!;
}

/**
 * Changes how long a kind may take; it counts for tasks made from now on.
 * @throws AppError `access.not_permitted`, `after_sales.stale_version`
 */
export async function saveTaskRule(
  outer: TaskScope,
  input: SaveTrackTaskRule & { readonly kind: TrackTaskKind },
): Promise<TrackTaskRuleView> {
  requirePermission(outer.actor, 'messaging.configure');
  return await inTransaction(outer, async (scope) => {
    const before = await readTaskRule(scope, input.kind);
    const [saved] = await query<TrackTaskRuleView>(
      scope.em,
      `update track_task_rule set title = $2, minutes = $3, updated_at = $4, version = version + 1 where kind = $1 and version = $5
       returning kind, title, minutes, version`,
      [input.kind, input.title, input.minutes, scope.clock.now(), input.version],
    );
    if (!saved) throw afterSalesError('after_sales.stale_version', { details: { current_version: before.version } });
    appendAudit(scope, {
      action: 'track_task_rule.updated',
      entity: 'track_task_rule',
      entityId: null,
      before,
      after: saved,
    });
    await scope.em.flush();
    return saved;
  });
}
