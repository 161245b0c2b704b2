import { z } from 'zod';
import { checkUpDeal } from '../../../domain/crm/deal-checks/check-up-deal.ts';
import { listDealWarnings } from '../../../domain/crm/deal-warnings/list-deal-warnings.ts';
import { forgetFact } from '../../../domain/crm/facts/forget-fact.ts';
import { listFacts } from '../../../domain/crm/facts/list-facts.ts';
import { recordFact } from '../../../domain/crm/facts/record-fact.ts';
import { addCompetitor } from '../../../domain/crm/opportunities/competitors/add-competitor.ts';
import { listCompetitors } from '../../../domain/crm/opportunities/competitors/list-competitors.ts';
import { removeCompetitor } from '../../../domain/crm/opportunities/competitors/remove-competitor.ts';
import { updateCompetitor } from '../../../domain/crm/opportunities/competitors/update-competitor.ts';
import { listLines } from '../../../domain/crm/opportunities/lines/list-lines.ts';
import { replaceLines } from '../../../domain/crm/opportunities/lines/replace-lines.ts';
import { listDealHistory } from '../../../domain/crm/opportunities/list-deal-history.ts';
import {
  CompetitorView,
  CreateCompetitor,
  DealCheckUp,
  DealHistoryEntry,
  DealHistoryList,
  DealWarningList,
  DealWarningView,
  LineList,
  ReplaceLines,
  UpdateCompetitor,
} from '../../../kernel/contracts/deals.ts';
import { pageOf } from '../../../kernel/contracts/paging.ts';
import { FactKey, FactList, RecordFact } from '../../../kernel/contracts/stages.ts';
import { defineRoute } from '../../route.ts';
import { CRM_TAG, IdParams } from './params.ts';

const url = '/api/v1/crm/opportunities/:id';
const FactParams = IdParams.extend({ key: FactKey });
const CompetitorParams = IdParams.extend({ competitor_id: z.uuid() });
const CompetitorList = z.object({ items: z.array(CompetitorView) });

/** A deal in depth: what is known about it, what it consists of, who else wants it, what happened, and how healthy it is. */
export const dealCheckRoutes = [
  defineRoute({
    method: 'GET',
    url: `${url}/check-up`,
    access: 'crm.read',
    summary: '商机体检',
    tag: CRM_TAG,
    params: IdParams,
    response: DealCheckUp,
    handle: async ({ scope }, { params }) => await checkUpDeal(scope, params),
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/facts`,
    access: 'crm.read',
    summary: '商机关键信息',
    tag: CRM_TAG,
    params: IdParams,
    response: FactList,
    handle: async ({ scope }, { params }) => await listFacts(scope, params),
  }),
  defineRoute({
    method: 'PUT',
    url: `${url}/facts/:key`,
    access: 'crm.write',
    summary: '记录商机关键信息',
    tag: CRM_TAG,
    params: FactParams,
    body: RecordFact,
    response: FactList,
    handle: async ({ scope }, { params, body }) => await recordFact(scope, { ...body, ...params }),
  }),
  defineRoute({
    method: 'DELETE',
    url: `${url}/facts/:key`,
    access: 'crm.write',
    summary: '撤回商机关键信息',
    tag: CRM_TAG,
    params: FactParams,
    response: FactList,
    handle: async ({ scope }, { params }) => await forgetFact(scope, params),
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/lines`,
    access: 'crm.read',
    summary: '商机产品明细',
    tag: CRM_TAG,
    params: IdParams,
    response: LineList,
    handle: async ({ scope }, { params }) => await listLines(scope, params),
  }),
  defineRoute({
    method: 'PUT',
    url: `${url}/lines`,
    access: 'crm.write',
    summary: '保存商机产品明细',
    tag: CRM_TAG,
    params: IdParams,
    body: ReplaceLines,
    response: LineList,
    handle: async ({ scope }, { params, body }) => await replaceLines(scope, { ...body, id: params.id }),
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/competitors`,
    access: 'crm.read',
    summary: '商机竞争对手',
    tag: CRM_TAG,
    params: IdParams,
    response: CompetitorList,
    handle: async ({ scope }, { params }) => await listCompetitors(scope, params),
  }),
  defineRoute({
    method: 'POST',
    url: `${url}/competitors`,
    access: 'crm.write',
    summary: '记录竞争对手',
    tag: CRM_TAG,
    params: IdParams,
    body: CreateCompetitor,
    response: CompetitorList,
    status: 201,
    handle: async ({ scope }, { params, body }) => await addCompetitor(scope, { ...body, id: params.id }),
  }),
  defineRoute({
    method: 'PATCH',
    url: `${url}/competitors/:competitor_id`,
    access: 'crm.write',
    summary: '修改竞争对手',
    tag: CRM_TAG,
    params: CompetitorParams,
    body: UpdateCompetitor,
    response: CompetitorList,
    handle: async ({ scope }, { params, body }) => await updateCompetitor(scope, { ...body, ...params }),
  }),
  defineRoute({
    method: 'DELETE',
    url: `${url}/competitors/:competitor_id`,
    access: 'crm.write',
    summary: '删除竞争对手',
    tag: CRM_TAG,
    params: CompetitorParams,
    response: CompetitorList,
    handle: async ({ scope }, { params }) => await removeCompetitor(scope, params),
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/history`,
    access: 'crm.read',
    summary: '商机变更历史',
    tag: CRM_TAG,
    params: IdParams,
    query: DealHistoryList,
    response: pageOf(DealHistoryEntry),
    handle: async ({ scope }, { params, query }) => await listDealHistory(scope, { ...query, id: params.id }),
  }),
  defineRoute({
    method: 'GET',
    url: '/api/v1/crm/deal-warnings',
    access: 'crm.read',
    summary: '商机预警',
    tag: CRM_TAG,
    query: DealWarningList,
    response: pageOf(DealWarningView),
    handle: async ({ scope }, { query }) => await listDealWarnings(scope, query),
  }),
] as const;
