import { query } from '../../../db/query.ts';
import type { BulkChange, BulkEntity } from '../../../kernel/contracts/data-quality.ts';
import type { WriteScope } from '../crm-scope.ts';
import type { RowEffects } from './apply-change.ts';
import { refreshSearchOf } from '../custom-fields/refresh-search-text.ts';
import { customValuesOf, touchedColumns, touchedKeys } from './bulk-fields.ts';
import { BULK_TABLES } from './bulk-tables.ts';
import { noteHandovers } from './note-handovers.ts';

/** One record to be as it was. */
export interface FormerState {
  readonly entity_id: string;
  readonly before: Readonly<Record<string, unknown>>;
  readonly effects: RowEffects | null;
}

/** Gives the records their former values, tags and open work back; what changed hands again since stays where it is. */
export async function takeBack(
  scope: WriteScope,
  entity: BulkEntity,
  change: BulkChange,
  rows: readonly FormerState[],
): Promise<void> {
  if (rows.length === 0) return;
  const { table } = BULK_TABLES[entity];
  const owned = change.owner_id !== undefined;
  const columns = [...touchedColumns(change), ...(owned ? ['team_id'] : [])];
  const keys = touchedKeys(change);
  const sets = [
    ...columns.map((column) => `${column} = p.${column}`),
    ...(keys.length > 0 ? ['custom = (t.custom - $3::text[]) || p.custom'] : []),
  ];
  const former = rows.map(({ entity_id, before, effects }) => ({
    ...before,
    custom: customValuesOf(before),
    ...(owned ? { team_id: effects?.team_id ?? null } : {}),
    id: entity_id,
  }));
  await query(
    scope.em,
    `update ${table} t set ${[...sets, 'updated_at = $2', 'version = t.version + 1'].join(', ')}
     from jsonb_populate_recordset(null::${table}, $1::jsonb) p where t.id = p.id`,
    [JSON.stringify(former), scope.clock.now(), ...(keys.length > 0 ? [keys] : [])],
  );
  if (keys.length > 0)
    await refreshSearchOf(
      scope,
      entity,
      rows.map((row) => row.entity_id),
    );
  await takeBackTags(scope, rows);
  if (owned) {
    if (BULK_TABLES[entity].handed) await takeBackOwners(scope, entity, change, rows);
    for (const from of ['opportunity', 'activity'] as const) {
      const key = from === 'opportunity' ? 'opportunities' : 'activities';
      const moved = rows.flatMap(({ effects }) => effects?.[key] ?? []);
      if (moved.length === 0) continue;
      await query(
        scope.em,
        `update ${from} t set owner_id = p.owner_id, team_id = p.team_id, updated_at = $3, version = t.version + 1
         from jsonb_to_recordset($1::jsonb) as p(id uuid, owner_id uuid, team_id uuid)
         where t.id = p.id and t.owner_id is not distinct from $2`,
        [JSON.stringify(moved), change.owner_id, scope.clock.now()],
      );
    }
  }
}

/** Notes the way back, and since when the former owner had each record: a trigger has put the present moment. */
async function takeBackOwners(
  scope: WriteScope,
  entity: BulkEntity,
  change: BulkChange,
  rows: readonly FormerState[],
): Promise<void> {
  const to = (row: FormerState): string | null => row.effects?.owner_id ?? null;
  await noteHandovers(
    scope,
    entity,
    rows.map((row) => ({ id: row.entity_id, from: change.owner_id ?? null, to: to(row) })),
  );
  await query(
    scope.em,
    `update ${BULK_TABLES[entity].table} t set owned_since = p.owned_since
     from jsonb_to_recordset($1::jsonb) as p(id uuid, owned_since timestamptz) where t.id = p.id`,
    [JSON.stringify(rows.map((row) => ({ id: row.entity_id, owned_since: row.effects?.owned_since ?? null })))],
  );
}

async function takeBackTags(scope: WriteScope, rows: readonly FormerState[]): Promise<void> {
  const added = rows.flatMap(({ entity_id, effects }) =>
    (effects?.tags_added ?? []).map((tag_id) => ({ customer_id: entity_id, tag_id })),
  );
  if (added.length > 0) {
    await query(
      scope.em,
      `delete from customer_tag t using jsonb_to_recordset($1::jsonb) as p(customer_id uuid, tag_id uuid)
       where t.customer_id = p.customer_id and t.tag_id = p.tag_id`,
      [JSON.stringify(added)],
    );
  }
  const removed = rows.flatMap(({ effects }) => effects?.tags_removed ?? []);
  if (removed.length > 0) {
    await query(
      scope.em,
      `insert into customer_tag select p.* from jsonb_populate_recordset(null::customer_tag, $1::jsonb) p
       where exists (select 1 from tag t where t.id = p.tag_id) on conflict do nothing`,
      [JSON.stringify(removed)],
    );
  }
}
