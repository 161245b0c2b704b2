import type { WriteScope } from '../../crm-scope.ts';
import type { ResolvedRow } from '../resolve-row.ts';

/** Owner and the owner's team, when the row names an owner. */
export function ownerColumns(row: ResolvedRow): Record<string, unknown> {
  const { owner } = row.references;
  return owner ? { owner_id: owner.id, team_id: owner.extra } : {};
}

/**
 * Whose a record becomes when the file does not say: the importer's own, when they work with their own or their team's
 * records; nobody's, when they see everything (a marketer's list is given out later).
 */
export function defaultOwner(scope: Pick<WriteScope, 'actor'>): Record<string, unknown> {
  const { actor } = scope;
  return { owner_id: actor.dataScope === 'all' ? null : actor.userId, team_id: actor.teamId };
}

/** The plain columns of a row: every value but references, under its own name; custom values by key in `custom`. */
export function plainColumns(row: ResolvedRow): Record<string, unknown> {
  const columns: Record<string, unknown> = {};
  const custom: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(row.values)) {
    if (name.startsWith(CUSTOM)) custom[name.slice(CUSTOM.length)] = value;
    else if (!PLACED_ELSEWHERE.has(name)) columns[name] = value;
  }
  return Object.keys(custom).length > 0 ? { ...columns, custom } : columns;
}

const CUSTOM = 'custom.';

const PLACED_ELSEWHERE = new Set(['owner', 'customer', 'product', 'lead', 'opportunity', 'created_at']);
