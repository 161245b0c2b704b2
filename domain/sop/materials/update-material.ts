import { query, queryOne } from '../../../db/query.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import type { SopMaterialKind } from '../../../kernel/contracts/sop.ts';
import type { SopMaterialView, UpdateSopMaterial } from '../../../kernel/contracts/sop-materials.ts';
import { appendAudit } from '../../append-audit.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { MaterialWriteScope } from './create-material.ts';
import { sopMaterialError } from './errors.ts';
import { readMaterial } from './material-view.ts';

interface MaterialRow {
  readonly id: string;
  readonly kind: SopMaterialKind;
  readonly name: string;
  readonly category: string;
  readonly tags: string[];
  readonly text: string | null;
  readonly url: string | null;
  readonly archived_at: string | null;
  readonly version: number;
}

/** Which of the fields that only some have a kind has; total. */
const OWN_FIELDS: Readonly<Record<SopMaterialKind, readonly ('text' | 'url')[]>> = {
  text: ['text'],
  link: ['text', 'url'],
  image: [],
  file: [],
};
const KIND_WORDS: Readonly<Record<SopMaterialKind, string>> = {
  text: '文字',
  link: '链接',
  image: '图片',
  file: '文件',
};

/**
 * Changes a material; sequences send it as it is then. The bytes of a file are never changed: upload a new one.
 * @throws AppError `access.not_permitted`, `sop.material_missing`, `sop.material_stale`, `sop.material_field_foreign`
 */
export async function updateMaterial(
  outer: MaterialWriteScope,
  input: UpdateSopMaterial & { readonly id: string },
): Promise<SopMaterialView> {
  requirePermission(outer.actor, 'sop.update');
  return await inTransaction(outer, async (scope) => {
    const before = await lockMaterial(scope, input.id, input.version);
    for (const field of ['text', 'url'] as const)
      if (input[field] !== undefined && !OWN_FIELDS[before.kind].includes(field))
        throw sopMaterialError('sop.material_field_foreign', { details: { kind: KIND_WORDS[before.kind], field } });
    if (before.kind === 'text' && input.text === '')
      throw sopMaterialError('sop.material_empty', { details: { name: before.name } });
    const { name, category, tags, text, url } = { ...before, ...input };
    await query(
      scope.em,
      `update sop_materials set name = $2, category = $3, tags = $4, text = $5, url = $6, updated_at = $7,
         version = version + 1 where id = $1`,
      [input.id, name, category, [...new Set(tags)], text, url, scope.clock.now()],
    );
    const after = { name, category, tags, text, url };
    appendAudit(scope, { action: 'sop_material.updated', entity: 'sop_materials', entityId: input.id, before, after });
    await scope.em.flush();
    return await readMaterial(scope, input.id);
  });
}

/**
 * Puts a material away, or brings it back. What runs with an archived one says so at its step.
 * @throws AppError `access.not_permitted`, `sop.material_missing`, `sop.material_stale`
 */
export async function archiveMaterial(
  outer: MaterialWriteScope,
  input: { readonly id: string; readonly archived: boolean; readonly version?: number | undefined },
): Promise<SopMaterialView> {
  requirePermission(outer.actor, 'sop.update');
  return await inTransaction(outer, async (scope) => {
    const before = await lockMaterial(scope, input.id, input.version);
    if ((before.archived_at !== null) !== input.archived) {
      const now = scope.clock.now();
      await query(
        scope.em,
        'update sop_materials set archived_at = $2::timestamptz, updated_at = $3, version = version + 1 where id = $1',
        [input.id, input.archived ? now : null, now],
      );
      const action = input.archived ? 'sop_material.archived' : 'sop_material.restored';
      appendAudit(scope, { action, entity: 'sop_materials', entityId: input.id });
      await scope.em.flush();
    }
    return await readMaterial(scope, input.id);
  });
}

async function lockMaterial(
  scope: Pick<MaterialWriteScope, 'em'>,
  id: string,
  version: number | undefined,
): Promise<MaterialRow> {
  const row = await queryOne<MaterialRow>(
    scope.em,
    `select id, kind, name, category, tags, text, url, iso(archived_at) as archived_at, version from sop_materials
     where id = $1 for update`,
    [id],
  );
  if (!row) throw sopMaterialError('sop.material_missing', { details: { id } });
  if (version !== undefined && version !== row.version)
    throw sopMaterialError('sop.material_stale', { details: { current_version: row.version } });
  return row;
}
