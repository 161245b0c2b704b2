import { z } from 'zod';
import { listIncomplete, listInvalid, listStale } from '../../../domain/crm/quality/list-quality.ts';
import { qualityOverview } from '../../../domain/crm/quality/overview.ts';
import { changeQualityRules, listQualityRules } from '../../../domain/crm/quality/quality-rules.ts';
import { readProgress } from '../../../domain/crm/quality/read-progress.ts';
import { recheckRecords } from '../../../domain/crm/quality/recheck-records.ts';
import {
  ChangeQualityRules,
  IncompleteList,
  InvalidList,
  QualityEntity,
  QualityOverview,
  QualityOverviewQuery,
  QualityPage,
  QualityProgress,
  QualityRules,
  StaleList,
} from '../../../kernel/contracts/data-quality.ts';
import { defineRoute } from '../../route.ts';
import { CRM_TAG } from './params.ts';

const url = '/api/v1/crm/data-quality';

/** What is missing, old or wrong in the records, and the rules that say so. */
export const dataQualityRoutes = [
  defineRoute({
    method: 'GET',
    url: `${url}/incomplete`,
    access: 'crm.read',
    summary: '资料不完整的记录',
    tag: CRM_TAG,
    query: IncompleteList,
    response: QualityPage,
    handle: async ({ scope }, { query }) => await listIncomplete(scope, query),
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/stale`,
    access: 'crm.read',
    summary: '长期没有跟进的记录',
    tag: CRM_TAG,
    query: StaleList,
    response: QualityPage,
    handle: async ({ scope }, { query }) => await listStale(scope, query),
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/invalid`,
    access: 'crm.read',
    summary: '资料有误的记录',
    tag: CRM_TAG,
    query: InvalidList,
    response: QualityPage,
    handle: async ({ scope }, { query }) => await listInvalid(scope, query),
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/overview`,
    access: 'crm.read',
    summary: '数据质量概览（按负责人或团队）',
    tag: CRM_TAG,
    query: QualityOverviewQuery,
    response: QualityOverview,
    handle: async ({ scope }, { query }) => await qualityOverview(scope, query),
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/rules`,
    access: 'crm.read',
    summary: '完整度权重和过期天数',
    tag: CRM_TAG,
    response: z.object({ items: z.array(QualityRules) }),
    handle: async ({ scope }) => ({ items: await listQualityRules(scope) }),
  }),
  defineRoute({
    method: 'PATCH',
    url: `${url}/rules/:entity`,
    access: 'crm.configure',
    summary: '修改完整度权重和过期天数',
    tag: CRM_TAG,
    params: z.object({ entity: QualityEntity }),
    body: ChangeQualityRules,
    response: QualityRules,
    handle: async ({ scope }, { params, body }) => await changeQualityRules(scope, { ...body, entity: params.entity }),
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/progress`,
    access: 'crm.configure',
    summary: '数据检查进度',
    tag: CRM_TAG,
    response: QualityProgress,
    handle: async ({ scope }) => await readProgress(scope),
  }),
  defineRoute({
    method: 'POST',
    url: `${url}/recheck`,
    access: 'crm.configure',
    summary: '重新检查所有记录（查重、完整度）',
    tag: CRM_TAG,
    body: z.strictObject({ entity: QualityEntity.optional() }),
    response: QualityProgress,
    status: 202,
    handle: async ({ scope }, { body }) => await recheckRecords(scope, body),
  }),
] as const;
