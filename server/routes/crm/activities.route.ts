import { createActivity } from '../../../domain/crm/activities/create-activity.ts';
import { deleteActivity } from '../../../domain/crm/activities/delete-activity.ts';
import { getActivity } from '../../../domain/crm/activities/get-activity.ts';
import { listActivities } from '../../../domain/crm/activities/list-activities.ts';
import { updateActivity } from '../../../domain/crm/activities/update-activity.ts';
import { ActivityList, ActivityView, CreateActivity, UpdateActivity } from '../../../kernel/contracts/crm.ts';
import { pageOf } from '../../../kernel/contracts/paging.ts';
import { defineRoute } from '../../route.ts';
import { CRM_TAG, IdParams } from './params.ts';
import { completeFollowUp } from '../../../domain/crm/activities/complete-follow-up.ts';
import { z } from 'zod';

const url = '/api/v1/crm/activities';

/** Activities: what was done, and follow-ups that wait. */
export const activityRoutes = [
  defineRoute({
    method: 'GET',
    url,
    access: 'crm.read',
    summary: '跟进列表',
    tag: CRM_TAG,
    query: ActivityList,
    response: pageOf(ActivityView),
    handle: async ({ scope }, { query }) => await listActivities(scope, query),
  }),
  defineRoute({
    method: 'POST',
    url,
    access: 'crm.write',
    summary: '新建跟进',
    tag: CRM_TAG,
    body: CreateActivity,
    response: ActivityView,
    status: 201,
    handle: async ({ scope }, { body }) => await createActivity(scope, body),
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/:id`,
    access: 'crm.read',
    summary: '查看跟进',
    tag: CRM_TAG,
    params: IdParams,
    response: ActivityView,
    handle: async ({ scope }, { params }) => await getActivity(scope, params),
  }),
  defineRoute({
    method: 'PATCH',
    url: `${url}/:id`,
    access: 'crm.write',
    summary: '修改跟进',
    tag: CRM_TAG,
    params: IdParams,
    body: UpdateActivity,
    response: ActivityView,
    handle: async ({ scope }, { params, body }) => await updateActivity(scope, { ...body, id: params.id }),
  }),
  defineRoute({
    method: 'DELETE',
    url: `${url}/:id`,
    access: 'crm.delete',
    summary: '删除跟进',
    tag: CRM_TAG,
    params: IdParams,
    handle: async ({ scope }, { params }) => await deleteActivity(scope, params),
  }),
  defineRoute({
    method: 'POST',
    url: `${url}/:id/complete`,
    access: 'crm.write',
    summary: '完成跟进',
    tag: CRM_TAG,
    params: IdParams,
    body: z.strictObject({ version: z.int().min(1).optional(), note: z.string().max(8000).optional() }),
    response: ActivityView,
    handle: async ({ scope }, { params, body }) => await completeFollowUp(scope, { ...body, id: params.id }),
  }),
] as const;
