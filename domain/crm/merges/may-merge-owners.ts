import type { Actor } from '../../../kernel/actor.ts';

/**
 * Whether the actor may make one record of two: those of two owners only with the permission to assign, because one of
 * them loses a record.
 */
export function mayMergeOwners(
  actor: Pick<Actor, 'permissions'>,
  left: string | null | undefined,
  right: string | null | undefined,
): boolean {
  return (left ?? null) === (right ?? null) || actor.permissions.has('crm.assign');
}
