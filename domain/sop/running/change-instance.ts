import { inTransaction } from '../../in-transaction.ts';
import { sopError } from '../errors.ts';
import { carriedOf, type Carried } from './carried.ts';
import { lockInstance } from './claim-due.ts';
import type { SopPlans } from './sop-plan.ts';
import type { SopScope } from './sop-engine.ts';
import { wakeSop } from './wake-sop.ts';
import { writeCarried } from './write-carried.ts';

/** What changing an instance works with. */
export type ChangeScope = Pick<SopScope, 'em' | 'clock' | 'events' | 'jobs'>;

/**
 * Changes one instance from outside of the runner, fenced against it by the row's lock: whoever is first decides. Wakes the
 * runner when it is due then.
 * @throws AppError `sop.instance_not_found`; what `work` throws, and nothing is written
 */
export async function changeInstance<S extends ChangeScope>(
  outer: S,
  plans: SopPlans,
  id: string,
  work: (carried: Carried, scope: S) => Promise<void> | void,
): Promise<void> {
  await inTransaction(outer, async (scope) => {
    const row = await lockInstance(scope, id);
    if (!row) throw sopError('sop.instance_not_found');
    const found = await plans.of(scope, [row.template_version_id]);
    const carried = carriedOf(row, found.get(row.template_version_id)!, undefined);
    await work(carried, scope);
    if (carried.row === row && carried.tasks.size === 0) return;
    await writeCarried(scope, [carried]);
    const { status, due_at: due } = carried.row;
    if (status === 'pending' || status === 'executing') await wakeSop(scope, due ?? scope.clock.now());
    else if (carried.row.resume_at) await wakeSop(scope, carried.row.resume_at);
  });
}
