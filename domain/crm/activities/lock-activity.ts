import { LockMode, type InferEntity } from '@mikro-orm/core';
import { Activity } from '../../../db/entities/crm/activity.entity.ts';
import type { ReadScope } from '../crm-scope.ts';
import { crmError } from '../errors.ts';
import { requireVersion } from '../lock-row.ts';
import { getActivity } from './get-activity.ts';

/**
 * Loads an activity for writing, locked until the end of the transaction.
 * @throws AppError `crm.activity_not_found`, also for one the actor may not see; `crm.stale_version`
 */
export async function lockActivity(
  scope: ReadScope,
  id: string,
  version?: number,
): Promise<InferEntity<typeof Activity>> {
  await getActivity(scope, { id });
  const activity = await scope.em.findOne(Activity, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  if (!activity) throw crmError('crm.activity_not_found', { details: { id } });
  requireVersion(activity, version);
  return activity;
}
