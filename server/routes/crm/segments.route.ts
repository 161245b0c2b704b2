import { z } from 'zod';
import { countCondition } from '../../../domain/crm/segments/count-condition.ts';
import { listMembers } from '../../../domain/crm/segments/list-members.ts';
import { listCounts } from '../../../domain/crm/segments/note-counts.ts';
import { createSegment, deleteSegment, updateSegment } from '../../../domain/crm/segments/save-segment.ts';
import { listSegments, readSegment } from '../../../domain/crm/segments/segment-view.ts';
import { tagSegment } from '../../../domain/crm/segments/tag-segment.ts';
import { ListQuery, pageOf } from '../../../kernel/contracts/paging.ts';
import {
  ConditionCount,
  CountCondition,
  CreateSegment,
  SegmentList,
  SegmentMember,
  SegmentView,
  UpdateSegment,
} from '../../../kernel/contracts/segments.ts';
import { defineRoute } from '../../route.ts';
import { CRM_TAG, IdParams } from './params.ts';

const url = '/api/v1/crm/segments';

/** Segments: saved conditions with a live count, their members, and tagging them. */
export const segmentRoutes = [
  defineRoute({
    method: 'GET',
    url,
    access: 'crm.read',
    summary: '分群列表',
    tag: CRM_TAG,
    query: SegmentList,
    response: pageOf(SegmentView),
    handle: async ({ scope }, { query }) => await listSegments(scope, query),
  }),
  defineRoute({
    method: 'POST',
    url,
    access: 'crm.write',
    summary: '新建分群',
    tag: CRM_TAG,
    body: CreateSegment,
    response: SegmentView,
    status: 201,
    handle: async ({ scope }, { body }) => await createSegment(scope, body),
  }),
  defineRoute({
    method: 'POST',
    url: `${url}/count`,
    access: 'crm.read',
    summary: '试算条件命中多少条',
    tag: CRM_TAG,
    body: CountCondition,
    response: ConditionCount,
    handle: async ({ scope }, { body }) => await countCondition(scope, body),
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/:id`,
    access: 'crm.read',
    summary: '查看分群',
    tag: CRM_TAG,
    params: IdParams,
    response: SegmentView,
    handle: async ({ scope }, { params }) => await readSegment(scope, params.id),
  }),
  defineRoute({
    method: 'PATCH',
    url: `${url}/:id`,
    access: 'crm.write',
    summary: '修改分群',
    tag: CRM_TAG,
    params: IdParams,
    body: UpdateSegment,
    response: SegmentView,
    handle: async ({ scope }, { params, body }) => await updateSegment(scope, { ...body, id: params.id }),
  }),
  defineRoute({
    method: 'DELETE',
    url: `${url}/:id`,
    access: 'crm.write',
    summary: '删除分群',
    tag: CRM_TAG,
    params: IdParams,
    handle: async ({ scope }, { params }) => await deleteSegment(scope, params),
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/:id/members`,
    access: 'crm.read',
    summary: '分群成员',
    tag: CRM_TAG,
    params: IdParams,
    query: ListQuery.omit({ sort: true, q: true }),
    response: pageOf(SegmentMember),
    handle: async ({ scope }, { params, query }) => await listMembers(scope, { ...query, id: params.id }),
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/:id/counts`,
    access: 'crm.read',
    summary: '分群人数变化',
    tag: CRM_TAG,
    params: IdParams,
    response: z.object({ items: z.array(z.object({ day: z.iso.date(), count: z.int() })) }),
    handle: async ({ scope }, { params }) => ({ items: await listCounts(scope, params) }),
  }),
  defineRoute({
    method: 'POST',
    url: `${url}/:id/tag`,
    access: 'crm.write',
    summary: '给分群里的客户打标签',
    tag: CRM_TAG,
    params: IdParams,
    body: z.strictObject({ tag: z.string().trim().min(1).max(40) }),
    response: z.object({ tagged: z.int() }),
    handle: async ({ scope }, { params, body }) => await tagSegment(scope, { ...body, id: params.id }),
  }),
] as const;
