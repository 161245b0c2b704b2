import { defineEntity, p } from '@mikro-orm/core';
import { SOP_MATERIAL_KINDS } from '../../../kernel/contracts/sop.ts';
import { AppUser } from '../identity/app-user.entity.ts';

/** Something sequences send again and again: a text, a picture, a file, a link. Bytes lie in the store under `storage_key`. */
export const SopMaterial = defineEntity({
  name: 'SopMaterial',
  tableName: 'sop_materials',
  properties: {
    id: p.uuid().primary(),
    kind: p.enum(SOP_MATERIAL_KINDS),
    name: p.string().length(200),
    category: p.string().length(60),
    tags: p.array<string>().columnType('text[]'),
    /** Of a text, and the description of a link. */
    text: p.text().nullable(),
    /** Of a link, and of a file that lies elsewhere. */
    url: p.string().length(2000).nullable(),
    storageKey: p.string().length(300).nullable(),
    mimeType: p.string().length(120).nullable(),
    bytes: p.bigint('number').nullable(),
    sha256: p.string().length(64).nullable(),
    createdBy: () => p.manyToOne(AppUser).mapToPk().nullable().deleteRule('set null').index(),
    archivedAt: p.datetime().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    version: p.integer().version(),
  },
  indexes: [{ properties: ['kind', 'createdAt'], name: 'sop_material_kind' }],
});
