import { z } from 'zod';
import { acknowledgeAlert, resolveAlert } from '../../../domain/alerts/lifecycle/settle-alert.ts';
import { listAlerts, readAlert } from '../../../domain/alerts/list-alerts.ts';
import { AcknowledgeAlert, AlertDetail, AlertList, AlertView, ResolveAlert } from '../../../kernel/contracts/alerts.ts';
import { pageOf } from '../../../kernel/contracts/paging.ts';
import { defineRoute } from '../../route.ts';

const TAG = '告警';
const url = '/api/v1/alerts';
const Params = z.object({ id: z.uuid() });

/** What somebody has to look at, and what was done about it. */
export const alertRoutes = [
  defineRoute({
    method: 'GET',
    url,
    access: 'alerts.read',
    summary: '告警列表',
    tag: TAG,
    query: AlertList,
    response: pageOf(AlertView),
    handle: async ({ scope }, { query }) => await listAlerts(scope, query),
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/:id`,
    access: 'alerts.read',
    summary: '告警和它的经过',
    tag: TAG,
    params: Params,
    response: AlertDetail,
    handle: async ({ scope }, { params }) => await readAlert(scope, params.id),
  }),
  defineRoute({
    method: 'POST',
    url: `${url}/:id/acknowledge`,
    access: 'alerts.handle',
    summary: '接手告警',
    tag: TAG,
    params: Params,
    body: AcknowledgeAlert,
    response: AlertDetail,
    handle: async ({ scope }, { params, body }) => await acknowledgeAlert(scope, { ...body, id: params.id }),
  }),
  defineRoute({
    method: 'POST',
    url: `${url}/:id/resolve`,
    access: 'alerts.handle',
    summary: '解决告警',
    tag: TAG,
    params: Params,
    body: ResolveAlert,
    response: AlertDetail,
    handle: async ({ scope }, { params, body }) => await resolveAlert(scope, { ...body, id: params.id }),
  }),
] as const;
