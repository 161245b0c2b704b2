import { queryOne } from '../../db/query.ts';
import { crmError } from './errors.ts';
import type { ReadScope } from './crm-scope.ts';

/** Who owns a record, with the team that goes with it. */
export interface Ownership {
  readonly owner: string | null;
  readonly team: string | null;
  readonly ownerName: string | null;
}

/**
 * Settles who shall own a record. Nobody named: the actor. Oneself: always allowed. Somebody else, or nobody (`null`):
 * only with `crm.assign`; a record without an owner stays with the actor's team.
 *
 * @throws AppError `crm.assign_not_allowed`, `crm.owner_not_found`
 */
export async function resolveOwner(scope: ReadScope, requested: string | null | undefined): Promise<Ownership> {
  const { actor } = scope;
  const wanted = requested === undefined && actor.kind !== 'system' ? actor.userId : (requested ?? null);
  if (wanted !== actor.userId && actor.kind !== 'system' && !actor.permissions.has('crm.assign')) {
    throw crmError('crm.assign_not_allowed');
  }
  if (wanted === null) return { owner: null, team: actor.teamId, ownerName: null };
  const user = await queryOne<{ id: string; name: string; team_id: string | null }>(
    scope.em,
    'select id, name, team_id from app_user where id = $1 and active',
    [wanted],
  );
  if (!user) throw crmError('crm.owner_not_found', { details: { id: wanted } });
  return { owner: user.id, team: user.team_id, ownerName: user.name };
}

/** The change of ownership an update asks for, or undefined when it keeps the owner it has. */
export async function resolveNewOwner(
  scope: ReadScope,
  row: { readonly owner?: string | null },
  requested: string | null | undefined,
): Promise<Ownership | undefined> {
  if (requested === undefined || requested === (row.owner ?? null)) return undefined;
  if (!scope.actor.permissions.has('crm.assign')) throw crmError('crm.assign_not_allowed');
  return await resolveOwner(scope, requested);
}
