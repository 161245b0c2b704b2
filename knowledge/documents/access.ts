import type { Params } from '../../db/query.ts';
import type { Actor } from '../../kernel/actor.ts';
import { localDay } from '../../kernel/time-phrases/local-day.ts';

/** Carried by every document, so that administrators find it in the index too. */
const ADMINISTRATOR = 'role:administrator';
/** Documents that may be told to customers carry it. */
export const CUSTOMER_KEY = 'customer';

/** The keys a reader holds: a document is readable when it carries one of them. */
export function accessKeysOf(actor: Pick<Actor, 'userId' | 'teamId' | 'role' | 'kind'>): string[] {
  const keys = ['all', CUSTOMER_KEY, `role:${actor.role}`];
  if (actor.teamId) keys.push(`team:${actor.teamId}`);
  if (actor.kind !== 'system') keys.push(`user:${actor.userId}`);
  return keys;
}

/** The keys a document carries: those it was given, its owner's, and the administrators'. */
export function documentKeysOf(row: {
  readonly visibility: readonly string[];
  readonly owner: string | null;
}): string[] {
  return [...new Set([...row.visibility, ADMINISTRATOR, ...(row.owner ? [`user:${row.owner}`] : [])])];
}

/** The SQL condition for documents a holder of the keys may read, whether valid now or not. */
export function readableBy(keys: readonly string[], alias: string, params: Params): string {
  if (keys.includes(ADMINISTRATOR)) return 'true';
  const owner = keys.find((key) => key.startsWith('user:'))?.slice('user:'.length);
  const shared = `${alias}.visibility && ${params.add([...keys])}::text[]`;
  return owner ? `(${shared} or ${alias}.owner_id = ${params.add(owner)})` : shared;
}

/** The SQL condition for documents that may be told on the day of `now`. */
export function validAt(now: Date, alias: string, params: Params): string {
  const today = params.add(localDay(now));
  return `(${alias}.valid_from is null or ${alias}.valid_from <= ${today}::date)
    and (${alias}.valid_until is null or ${alias}.valid_until >= ${today}::date)`;
}

/** The SQL condition for documents the actor may change: one's own, one's team's for those who see the team, or all. */
export function editableBy(actor: Actor, alias: string, params: Params): string {
  if (!actor.permissions.has('knowledge.write')) return 'false';
  if (actor.dataScope === 'all') return 'true';
  const own = `${alias}.owner_id is not distinct from ${params.add(actor.userId)}`;
  if (actor.dataScope === 'own' || !actor.teamId) return own;
  return `(${own} or ${alias}.team_id is not distinct from ${params.add(actor.teamId)})`;
}
