import { createHash } from 'node:crypto';
import { query } from '../../../db/query.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import type { CreateSopMaterial, SopMaterialView } from '../../../kernel/contracts/sop-materials.ts';
import { newId } from '../../../kernel/ids.ts';
import { appendAudit } from '../../append-audit.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { SopWriteScope } from '../sop-scope.ts';
import { detectMaterial } from './detect-material.ts';
import type { MaterialStore } from './material-store.port.ts';
import { readMaterial, type MaterialReadScope } from './material-view.ts';

/** What a verb works with that changes materials. */
export type MaterialWriteScope = SopWriteScope & MaterialReadScope;

/** A material as it is kept; what its kind does not have is null. */
interface NewMaterial {
  readonly kind: string;
  readonly name: string;
  readonly category: string;
  readonly tags: readonly string[];
  readonly text: string | null;
  readonly url: string | null;
  readonly stored: {
    readonly key: string;
    readonly mime_type: string;
    readonly bytes: number;
    readonly sha256: string;
  } | null;
}

/**
 * Keeps a text or a link.
 * @throws AppError `access.not_permitted`
 */
export async function createMaterial(outer: MaterialWriteScope, input: CreateSopMaterial): Promise<SopMaterialView> {
  requirePermission(outer.actor, 'sop.create');
  const url = input.kind === 'link' ? input.url : null;
  return await keep(outer, { ...input, url, stored: null });
}

/** A file as it was received, with what was said about it. */
export interface UploadMaterial {
  readonly file_name: string;
  readonly bytes: Uint8Array;
  /** What people call it; by default the name of the file. */
  readonly name?: string | undefined;
  readonly category: string;
  readonly tags: readonly string[];
}

/**
 * Keeps a picture or a file. Its bytes lie in the store before its row says so; bytes without a row do no harm, and the same
 * bytes are kept once.
 * @throws AppError `access.not_permitted`, `sop.material_empty`, `sop.material_too_large`, `sop.material_type_refused`
 */
export async function uploadMaterial(
  outer: MaterialWriteScope,
  store: MaterialStore,
  { file_name, bytes, name, category, tags }: UploadMaterial,
): Promise<SopMaterialView> {
  requirePermission(outer.actor, 'sop.create');
  const found = await detectMaterial(file_name, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const key = `${sha256.slice(0, 2)}/${sha256}`;
  await store.put(key, bytes);
  const stored = { key, mime_type: found.mime_type, bytes: bytes.length, sha256 };
  return await keep(outer, {
    kind: found.kind,
    name: name ?? found.name,
    category,
    tags,
    text: null,
    url: null,
    stored,
  });
}

async function keep(outer: MaterialWriteScope, material: NewMaterial): Promise<SopMaterialView> {
  return await inTransaction(outer, async (scope) => {
    const id = newId();
    const { kind, name, category, tags, text, url, stored } = material;
    const author = scope.actor.kind === 'system' ? null : scope.actor.userId;
    await query(
      scope.em,
      `insert into sop_materials (id, kind, name, category, tags, text, url, storage_key, mime_type, bytes, sha256,
         created_by_id, archived_at, created_at, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, null, $13, $13)`,
      [
        id,
        kind,
        name,
        category,
        [...new Set(tags)],
        text,
        url,
        stored?.key ?? null,
        stored?.mime_type ?? null,
        stored?.bytes ?? null,
        stored?.sha256 ?? null,
        author,
        scope.clock.now(),
      ],
    );
    appendAudit(scope, {
      action: 'sop_material.created',
      entity: 'sop_materials',
      entityId: id,
      after: { kind, name, category, bytes: stored?.bytes ?? null },
    });
    await scope.em.flush();
    return await readMaterial(scope, id);
  });
}
