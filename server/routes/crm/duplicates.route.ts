import { checkDuplicates } from '../../../domain/crm/duplicates/check-duplicates.ts';
import { decideDuplicate } from '../../../domain/crm/duplicates/decide-duplicate.ts';
import { listDuplicates } from '../../../domain/crm/duplicates/list-duplicates.ts';
import {
  CheckDuplicates,
  DecideDuplicate,
  DuplicateCandidateView,
  DuplicateList,
  DuplicateMatches,
} from '../../../kernel/contracts/data-quality.ts';
import { pageOf } from '../../../kernel/contracts/paging.ts';
import { defineRoute } from '../../route.ts';
import { CRM_TAG, IdParams } from './params.ts';

const url = '/api/v1/crm/duplicates';

/** Records that are probably one: asked for while typing, and found in the background. */
export const duplicateRoutes = [
  defineRoute({
    method: 'POST',
    url: `${url}/check`,
    access: 'crm.read',
    summary: '录入时查重（看不到的记录只提示有同事在跟进）',
    tag: CRM_TAG,
    // A form asks with every pause of the typing; more than that is somebody trying numbers out.
    rateLimit: 240,
    body: CheckDuplicates,
    response: DuplicateMatches,
    handle: async ({ scope }, { body }) => ({ matches: await checkDuplicates(scope, body) }),
  }),
  defineRoute({
    method: 'GET',
    url,
    access: 'crm.read',
    summary: '疑似重复列表',
    tag: CRM_TAG,
    query: DuplicateList,
    response: pageOf(DuplicateCandidateView),
    handle: async ({ scope }, { query }) => await listDuplicates(scope, query),
  }),
  defineRoute({
    method: 'POST',
    url: `${url}/:id/dismiss`,
    access: 'crm.write',
    summary: '标记为不是重复',
    tag: CRM_TAG,
    params: IdParams,
    body: DecideDuplicate,
    handle: async ({ scope }, { params, body }) =>
      await decideDuplicate(scope, { id: params.id, status: 'dismissed', note: body.note }),
  }),
  defineRoute({
    method: 'POST',
    url: `${url}/:id/reopen`,
    access: 'crm.write',
    summary: '重新标记为疑似重复',
    tag: CRM_TAG,
    params: IdParams,
    handle: async ({ scope }, { params }) => await decideDuplicate(scope, { id: params.id, status: 'open' }),
  }),
] as const;
