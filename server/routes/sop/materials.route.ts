import { z } from 'zod';
import {
  CreateSopMaterial,
  SopMaterialList,
  SopMaterialUse,
  SopMaterialView,
  UpdateSopMaterial,
} from '../../../kernel/contracts/sop-materials.ts';
import { pageOf } from '../../../kernel/contracts/paging.ts';
import { createMaterial, uploadMaterial } from '../../../domain/sop/materials/create-material.ts';
import { MATERIAL_MB } from '../../../domain/sop/materials/detect-material.ts';
import type { MaterialStore } from '../../../domain/sop/materials/material-store.port.ts';
import { materialUses } from '../../../domain/sop/materials/material-uses.ts';
import { listMaterials, readMaterial } from '../../../domain/sop/materials/material-view.ts';
import { readBytes } from '../../../domain/sop/materials/read-bytes.ts';
import { archiveMaterial, updateMaterial } from '../../../domain/sop/materials/update-material.ts';
import { defineRoute, type RouteDefinition } from '../../route.ts';
import { base, IdParams, optionalBody, SOP_TAG as tag } from './params.ts';
import { receivedMaterial } from './received-material.ts';

const url = `${base}/materials`;
const Version = optionalBody(z.strictObject({ version: z.int().min(1).optional() }));
const Signed = z.object({ expires: z.coerce.number().int().min(0).max(1e11), signature: z.string().max(128) });
const MOVES = [
  ['archive', true, '归档物料'],
  ['restore', false, '恢复归档的物料'],
] as const;

/** What sequences send again and again: texts, pictures, files, links. */
export function materialRoutes(store: MaterialStore, secret: string): RouteDefinition[] {
  return [
    defineRoute({
      method: 'GET',
      url,
      access: 'sop.read',
      summary: '物料列表',
      tag,
      query: SopMaterialList,
      response: pageOf(SopMaterialView),
      handle: async ({ scope }, { query }) => await listMaterials({ ...scope, secret }, query),
    }),
    defineRoute({
      method: 'POST',
      url,
      access: 'sop.create',
      summary: '新建文字或链接物料',
      tag,
      body: CreateSopMaterial,
      status: 201,
      response: SopMaterialView,
      handle: async ({ scope }, { body }) => await createMaterial({ ...scope, secret }, body),
    }),
    defineRoute({
      method: 'POST',
      url: `${url}/upload`,
      access: 'sop.create',
      summary: '上传图片或文件物料（multipart：file，可带 name、category、tags）',
      tag,
      bodyLimit: (MATERIAL_MB.file + 1) * 1_048_576,
      status: 201,
      response: SopMaterialView,
      handle: async ({ scope, request }) =>
        await uploadMaterial({ ...scope, secret }, store, await receivedMaterial(request)),
    }),
    defineRoute({
      method: 'GET',
      url: `${url}/:id`,
      access: 'sop.read',
      summary: '物料',
      tag,
      params: IdParams,
      response: SopMaterialView,
      handle: async ({ scope }, { params }) => await readMaterial({ ...scope, secret }, params.id),
    }),
    defineRoute({
      method: 'PATCH',
      url: `${url}/:id`,
      access: 'sop.update',
      summary: '修改物料',
      tag,
      params: IdParams,
      body: UpdateSopMaterial,
      response: SopMaterialView,
      handle: async ({ scope }, { params, body }) =>
        await updateMaterial({ ...scope, secret }, { ...body, id: params.id }),
    }),
    ...MOVES.map(([deed, archived, summary]) =>
      defineRoute({
        method: 'POST',
        url: `${url}/:id/${deed}`,
        access: 'sop.update',
        summary,
        tag,
        params: IdParams,
        body: Version,
        response: SopMaterialView,
        handle: async ({ scope }, { params, body }) =>
          await archiveMaterial({ ...scope, secret }, { id: params.id, archived, version: body.version }),
      }),
    ),
    defineRoute({
      method: 'GET',
      url: `${url}/:id/uses`,
      access: 'sop.read',
      summary: '物料用在哪些模板里',
      tag,
      params: IdParams,
      response: z.array(SopMaterialUse),
      handle: async ({ scope }, { params }) => await materialUses(scope, params.id),
    }),
    fileRoute(store, secret),
  ];
}

/** The bytes, for whoever has a signed address: the channel's vendor fetches them without an account of ours. */
function fileRoute(store: MaterialStore, secret: string): RouteDefinition {
  return defineRoute({
    method: 'GET',
    url: `${url}/:id/file`,
    access: 'public',
    summary: '物料的文件（签名地址）',
    tag,
    params: IdParams,
    query: Signed,
    handle: async ({ scope, reply }, { params, query }) => {
      const { bytes, mime_type, name } = await readBytes({ ...scope, secret }, store, { ...query, id: params.id });
      const way = mime_type.startsWith('image/') ? 'inline' : 'attachment';
      await reply
        .header('content-type', mime_type)
        .header('content-disposition', `${way}; filename*=UTF-8''${encodeURIComponent(name)}`)
        // What was uploaded is never run as a page of ours.
        .header('x-content-type-options', 'nosniff')
        .header('content-security-policy', "default-src 'none'; sandbox")
        .header('cache-control', 'private, max-age=3600')
        .send(Buffer.from(bytes));
    },
  });
}
