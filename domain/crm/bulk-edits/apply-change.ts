import { query } from '../../../db/query.ts';
import type { BulkChange, BulkEntity } from '../../../kernel/contracts/data-quality.ts';
import { newId } from '../../../kernel/ids.ts';
import type { WriteScope } from '../crm-scope.ts';
import type { JsonRecord } from '../imports/import-target.ts';
import type { Ownership } from '../resolve-owner.ts';
import { openStageSql } from '../stage-table.ts';
import { refreshSearchOf } from '../custom-fields/refresh-search-text.ts';
import { customValuesOf, touchedColumns, touchedKeys } from './bulk-fields.ts';
import { BULK_TABLES } from './bulk-tables.ts';
import { noteHandovers } from './note-handovers.ts';

/** Whose a record was before. */
export interface FormerOwner {
  readonly id: string;
  readonly owner_id: string | null;
  readonly team_id: string | null;
}

/** What moved together with one record of a bulk edit, so that exactly this can be taken back. */
export interface RowEffects {
  team_id?: string | null;
  owner_id?: string | null;
  /** Since when the record had its owner. */
  owned_since?: string | null;
  opportunities?: FormerOwner[];
  activities?: FormerOwner[];
  tags_added?: string[];
  /** Whole rows of `customer_tag`. */
  tags_removed?: JsonRecord[];
}

/** Changes the records, all with one statement per table; answers what else moved, per record. */
export async function applyChange(
  scope: WriteScope,
  entity: BulkEntity,
  change: BulkChange,
  ids: readonly string[],
  ownership: Ownership | undefined,
): Promise<Map<string, RowEffects>> {
  const effects = new Map<string, RowEffects>(ids.map((id) => [id, {}]));
  if (ids.length === 0) return effects;
  if (ownership) await moveOpenWork(scope, entity, ids, ownership, effects);
  await addTags(scope, change.add_tags ?? [], ids, effects);
  await removeTags(scope, change.remove_tags ?? [], ids, effects);
  const values = { ...change.fields, ...(ownership ? { owner_id: ownership.owner, team_id: ownership.team } : {}) };
  const columns = [...touchedColumns(change), ...(ownership ? ['team_id'] : [])];
  const sets = columns.map((column) => `${column} = p.${column}`);
  const keys = touchedKeys(change);
  const own = keys.length > 0 ? ['custom = (t.custom - $4::text[]) || p.custom'] : [];
  const { table } = BULK_TABLES[entity];
  await query(
    scope.em,
    `update ${table} t set ${[...sets, ...own, 'updated_at = $3', 'version = t.version + 1'].join(', ')}
     from jsonb_populate_record(null::${table}, $2::jsonb) p where t.id = any($1::uuid[])`,
    [
      ids,
      JSON.stringify({ ...values, custom: customValuesOf(values) }),
      scope.clock.now(),
      ...(keys.length > 0 ? [keys] : []),
    ],
  );
  if (keys.length > 0) await refreshSearchOf(scope, entity, ids);
  return effects;
}

/** Open deals and planned follow-ups go along with a customer, planned follow-ups with a lead or a deal: as when one is given away. */
async function moveOpenWork(
  scope: WriteScope,
  entity: BulkEntity,
  ids: readonly string[],
  to: Ownership,
  effects: Map<string, RowEffects>,
): Promise<void> {
  const { table } = BULK_TABLES[entity];
  const former = await query<FormerOwner & { owned_since: string | null }>(
    scope.em,
    `select id, owner_id, team_id, to_jsonb(t)->>'owned_since' as owned_since from ${table} t where id = any($1::uuid[])`,
    [ids],
  );
  for (const { id, ...owner } of former) Object.assign(effects.get(id) ?? {}, owner);
  if (BULK_TABLES[entity].handed)
    await noteHandovers(
      scope,
      entity,
      former.map(({ id, owner_id }) => ({ id, from: owner_id, to: to.owner })),
    );
  const moved = async (from: string, parent: string, open: string): Promise<(FormerOwner & { parent: string })[]> =>
    await query(
      scope.em,
      `with old as materialized (
         select w.id, w.owner_id, w.team_id, w.${parent} as parent from ${from} w
         where w.${parent} = any($1::uuid[]) and ${open} and w.owner_id is distinct from $2 order by w.id for update),
       moved as (update ${from} t set owner_id = $2, team_id = $3, updated_at = $4, version = t.version + 1 from old where t.id = old.id)
       select * from old`,
      [ids, to.owner, to.team, scope.clock.now()],
    );
  if (entity === 'customer') {
    for (const { parent, ...deal } of await moved('opportunity', 'customer_id', openStageSql('w')))
      (effects.get(parent)!.opportunities ??= []).push(deal);
  }
  for (const { parent, ...task } of await moved('activity', `${table}_id`, "w.status = 'planned'"))
    (effects.get(parent)!.activities ??= []).push(task);
}

async function addTags(
  scope: WriteScope,
  names: readonly string[],
  ids: readonly string[],
  effects: Map<string, RowEffects>,
): Promise<void> {
  if (names.length === 0) return;
  const now = scope.clock.now();
  await query(
    scope.em,
    `insert into tag (id, name, created_at) select n.id, n.name, $3 from unnest($1::uuid[], $2::text[]) as n(id, name)
     on conflict (name) do nothing`,
    [names.map(() => newId()), names, now],
  );
  const added = await query<{ customer_id: string; tag_id: string }>(
    scope.em,
    `insert into customer_tag (customer_id, tag_id, created_at)
     select c.id, t.id, $3 from unnest($1::uuid[]) as c(id) cross join tag t where t.name = any($2::text[])
     on conflict do nothing returning customer_id, tag_id`,
    [ids, names, now],
  );
  for (const { customer_id, tag_id } of added) (effects.get(customer_id)!.tags_added ??= []).push(tag_id);
}

async function removeTags(
  scope: WriteScope,
  names: readonly string[],
  ids: readonly string[],
  effects: Map<string, RowEffects>,
): Promise<void> {
  if (names.length === 0) return;
  const removed = await query<{ customer_id: string; row: JsonRecord }>(
    scope.em,
    `delete from customer_tag ct using tag t where t.id = ct.tag_id and ct.customer_id = any($1::uuid[]) and t.name = any($2::text[])
     returning ct.customer_id, to_jsonb(ct) as row`,
    [ids, names],
  );
  for (const { customer_id, row } of removed) (effects.get(customer_id)!.tags_removed ??= []).push(row);
}
