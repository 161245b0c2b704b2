import { queryOne } from '../../../db/query.ts';
import type { Scope } from '../../scope.ts';
import { sopMaterialError } from './errors.ts';
import { isMaterialAddress } from './material-address.ts';
import type { MaterialStore } from './material-store.port.ts';

/** The bytes of a material with what a reader must know. */
export interface MaterialBytes {
  readonly bytes: Uint8Array;
  readonly mime_type: string;
  readonly name: string;
}

/**
 * The bytes a signed address stands for. Archived ones are still read: a message on its way may need them.
 * @throws AppError `sop.material_link_invalid`, `sop.material_missing`, `sop.material_bytes_lost`
 */
export async function readBytes(
  scope: Pick<Scope, 'em' | 'clock'> & { readonly secret: string },
  store: MaterialStore,
  given: { readonly id: string; readonly expires: number; readonly signature: string },
): Promise<MaterialBytes> {
  if (!isMaterialAddress(scope.secret, given, scope.clock.now())) throw sopMaterialError('sop.material_link_invalid');
  const row = await queryOne<{ name: string; mime_type: string; storage_key: string }>(
    scope.em,
    'select name, mime_type, storage_key from sop_materials where id = $1 and storage_key is not null',
    [given.id],
  );
  if (!row) throw sopMaterialError('sop.material_missing', { details: { id: given.id } });
  const bytes = await store.get(row.storage_key);
  if (!bytes) throw sopMaterialError('sop.material_bytes_lost', { details: { name: row.name } });
  return { bytes, mime_type: row.mime_type, name: row.name };
}
