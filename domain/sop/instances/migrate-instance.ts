import { isDeepStrictEqual } from 'node:util';
import { queryOne } from '../../../db/query.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import type { SopInstanceView, SopMigration } from '../../../kernel/contracts/sop-instances.ts';
import { appendAudit } from '../../append-audit.ts';
import type { Scope } from '../../scope.ts';
import { sopError } from '../errors.ts';
import { change } from '../running/carried.ts';
import { changeInstance } from '../running/change-instance.ts';
import { SopPlans, type SopPlan } from '../running/sop-plan.ts';
import { STATUS_WORDS } from '../words.ts';
import { readSopInstance } from './instance-view.ts';

interface Move {
  readonly from: SopPlan;
  readonly to: SopPlan;
  readonly migration: SopMigration;
}

/**
 * What would change for an instance on the version its template starts on now.
 * @throws AppError `sop.instance_not_found`, `sop.no_newer_version`
 */
export async function previewMigration(scope: Pick<Scope, 'em' | 'actor'>, id: string): Promise<SopMigration> {
  const instance = await readSopInstance(scope, id);
  return (await readMove(scope, id, instance.current_step_id)).migration;
}

/**
 * Puts an open instance on the version its template starts on now, at the same step by its id.
 * @throws AppError `sop.instance_not_found`, `sop.instance_not_so`, `sop.no_newer_version`, `sop.step_lost_in_version`
 */
export async function migrateInstance(scope: Scope, id: string): Promise<SopInstanceView> {
  requirePermission(scope.actor, 'sop.execute');
  await readSopInstance(scope, id);
  await changeInstance(scope, new SopPlans(), id, async (carried, tx) => {
    const { row } = carried;
    if (!['pending', 'executing', 'paused'].includes(row.status))
      throw sopError('sop.instance_not_so', { details: { status: STATUS_WORDS[row.status], deed: '换版本' } });
    const { to, migration } = await readMove(tx, id, row.step_id);
    if (!migration.possible)
      throw sopError('sop.step_lost_in_version', { details: { step: migration.step_name ?? row.step_id ?? '' } });
    const index = row.step_id === null ? null : to.index.get(row.step_id)!;
    change(carried, { template_version_id: to.versionId, step_index: index });
    appendAudit(tx, {
      action: 'sop_instance.migrated',
      entity: 'sop_instance',
      entityId: id,
      before: { version: migration.from_version },
      after: { version: migration.to_version },
    });
    await tx.em.flush();
  });
  return await readSopInstance(scope, id);
}

async function readMove(scope: Pick<Scope, 'em'>, id: string, stepId: string | null): Promise<Move> {
  const ids = await queryOne<{ from_id: string; to_id: string | null; number: number }>(
    scope.em,
    `select i.template_version_id as from_id, n.id as to_id, f.number from sop_instances i join sop_templates t on t.id = i.template_id
       join sop_template_versions f on f.id = i.template_version_id
       left join sop_template_versions n on n.template_id = t.id and n.number = t.active_number where i.id = $1`,
    [id],
  );
  if (!ids!.to_id || ids!.to_id === ids!.from_id)
    throw sopError('sop.no_newer_version', { details: { version: ids!.number } });
  const plans = await new SopPlans().of(scope, [ids!.from_id, ids!.to_id]);
  const [from, to] = [plans.get(ids!.from_id)!, plans.get(ids!.to_id)!];
  return { from, to, migration: compare(from, to, stepId) };
}

function compare(from: SopPlan, to: SopPlan, stepId: string | null): SopMigration {
  const before = stepId === null ? undefined : from.steps.get(stepId);
  const after = stepId === null ? undefined : to.steps.get(stepId);
  const changed = (id: string): boolean => to.steps.has(id) && !isDeepStrictEqual(from.steps.get(id), to.steps.get(id));
  return {
    from_version: from.number,
    to_version: to.number,
    possible: stepId === null || after !== undefined,
    step_id: stepId,
    step_name: before?.name ?? null,
    step_changed: stepId !== null && changed(stepId),
    added_steps: [...to.steps.keys()].filter((id) => !from.steps.has(id)),
    removed_steps: [...from.steps.keys()].filter((id) => !to.steps.has(id)),
    changed_steps: [...from.steps.keys()].filter(changed),
  };
}
