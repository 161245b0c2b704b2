import { z } from 'zod';
import { ListQuery } from './paging.ts';
import { SopMaterialKind } from './sop.ts';

const Name = z.string().trim().min(1).max(200);
const Category = z.string().trim().max(60);
const Tags = z.array(z.string().trim().min(1).max(30)).max(20);
const WebAddress = z.url({ protocol: /^https?$/ }).max(2000);

/** A text or a link; pictures and files are uploaded. */
export const CreateSopMaterial = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('text'),
    name: Name,
    /** With `{variables}`, as in a step. */
    text: z.string().trim().min(1).max(2000),
    category: Category.default(''),
    tags: Tags.default([]),
  }),
  z.strictObject({
    kind: z.literal('link'),
    name: Name,
    url: WebAddress,
    /** What stands below the title. */
    text: z.string().trim().max(500).default(''),
    category: Category.default(''),
    tags: Tags.default([]),
  }),
]);
export type CreateSopMaterial = z.infer<typeof CreateSopMaterial>;

export const UpdateSopMaterial = z.strictObject({
  name: Name.optional(),
  category: Category.optional(),
  tags: Tags.optional(),
  /** Of a text or a link only. */
  text: z.string().trim().max(2000).optional(),
  /** Of a link only. */
  url: WebAddress.optional(),
  version: z.int().min(1),
});
export type UpdateSopMaterial = z.infer<typeof UpdateSopMaterial>;

export const SopMaterialList = ListQuery.omit({ sort: true }).extend({
  kind: SopMaterialKind.optional(),
  category: z.string().max(60).optional(),
  tag: z.string().max(30).optional(),
  archived: z.enum(['true', 'false']).default('false'),
});
export type SopMaterialList = z.infer<typeof SopMaterialList>;

export const SopMaterialView = z.object({
  id: z.uuid(),
  kind: SopMaterialKind,
  name: z.string(),
  category: z.string(),
  tags: z.array(z.string()),
  text: z.string().nullable(),
  url: z.string().nullable(),
  mime_type: z.string().nullable(),
  bytes: z.number().nullable(),
  sha256: z.string().nullable(),
  /** Where the bytes are, for some days; a path of this service. Null: there are none. */
  file_path: z.string().nullable(),
  archived_at: z.iso.datetime().nullable(),
  created_by: z.string().nullable(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
  version: z.int(),
});
export type SopMaterialView = z.infer<typeof SopMaterialView>;

/** Where a material is sent. */
export const SopMaterialUse = z.object({
  template_id: z.uuid(),
  template_name: z.string(),
  version_number: z.int(),
  /** Whether new instances begin on this version. */
  active: z.boolean(),
  steps: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type SopMaterialUse = z.infer<typeof SopMaterialUse>;
