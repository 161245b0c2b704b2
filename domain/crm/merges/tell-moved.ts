import { query } from '../../../db/query.ts';
import type { Scope } from '../../scope.ts';

/** Kinds of moved rows that people and the assistant know by name. */
const TOLD = ['contact', 'opportunity', 'lead'];
const MOST_TOLD = 500;

/** Tells everybody who listens which named records changed hands with a merge or its undo. */
export async function tellMoved(scope: Pick<Scope, 'em' | 'events'>, mergeId: string): Promise<void> {
  const rows = await query<{ entity: string; id: string }>(
    scope.em,
    `select split_part(reference, '.', 1) as entity, row_key->>'id' as id from record_merge_row
     where merge_id = $1 and split_part(reference, '.', 1) = any($2::text[]) and row_key ? 'id' limit ${MOST_TOLD}`,
    [mergeId, TOLD],
  );
  for (const { entity, id } of rows) scope.events.publish('crm.record_changed', { entity, id, change: 'updated' });
}
