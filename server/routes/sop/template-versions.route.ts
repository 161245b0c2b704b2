import { z } from 'zod';
import {
  RestoreSopVersion,
  SopDiff,
  SopDiffQuery,
  SopTemplateView,
  SopVersionDetail,
  SopVersionView,
} from '../../../kernel/contracts/sop-templates.ts';
import { restoreVersion } from '../../../domain/sop/templates/restore-version.ts';
import { compareVersions, listVersions, readVersion } from '../../../domain/sop/templates/version-view.ts';
import { defineRoute, type RouteDefinition } from '../../route.ts';
import { base, IdParams, optionalBody, SOP_TAG as tag, VersionParams } from './params.ts';

const url = `${base}/templates/:id`;

/** The history of templates: versions, what they changed, the way back. */
export const SOP_VERSION_ROUTES: readonly RouteDefinition[] = [
  defineRoute({
    method: 'GET',
    url: `${url}/versions`,
    access: 'sop.read',
    summary: 'SOP 模板的版本历史',
    tag,
    params: IdParams,
    response: z.array(SopVersionView),
    handle: async ({ scope }, { params }) => await listVersions(scope, params.id),
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/versions/:number`,
    access: 'sop.read',
    summary: '一个版本的内容',
    tag,
    params: VersionParams,
    response: SopVersionDetail,
    handle: async ({ scope }, { params }) => await readVersion(scope, params),
  }),
  defineRoute({
    method: 'POST',
    url: `${url}/versions/:number/restore`,
    access: 'sop.update',
    summary: '恢复到这个版本（生成新版本）',
    tag,
    params: VersionParams,
    body: optionalBody(RestoreSopVersion),
    response: SopTemplateView,
    handle: async ({ scope }, { params, body }) => await restoreVersion(scope, { ...params, ...body }),
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/diff`,
    access: 'sop.read',
    summary: '比较两个版本',
    tag,
    params: IdParams,
    query: SopDiffQuery,
    response: SopDiff,
    handle: async ({ scope }, { params, query }) => await compareVersions(scope, { ...query, id: params.id }),
  }),
];
