import { query } from '../../../db/query.ts';
import type { BulkEntity } from '../../../kernel/contracts/data-quality.ts';
import { newId } from '../../../kernel/ids.ts';
import type { WriteScope } from '../crm-scope.ts';

/** A record that goes from one owner to another. */
export interface Handed {
  readonly id: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** Notes many records that change hands at once, as `noteHandover` does for one. */
export async function noteHandovers(scope: WriteScope, entity: BulkEntity, handed: readonly Handed[]): Promise<void> {
  const rows = handed.filter(({ from, to }) => from !== to).map((one) => ({ ...one, entity_id: one.id, id: newId() }));
  if (rows.length === 0) return;
  await query(
    scope.em,
    `insert into handover (id, entity, entity_id, from_user_id, to_user_id, by_user_id, note, at)
     select n.id, $2, n.entity_id, n."from", n."to", $3, '', $4
     from jsonb_to_recordset($1::jsonb) as n(id uuid, entity_id uuid, "from" uuid, "to" uuid)`,
    [JSON.stringify(rows), entity, scope.actor.kind === 'system' ? null : scope.actor.userId, scope.clock.now()],
  );
}
