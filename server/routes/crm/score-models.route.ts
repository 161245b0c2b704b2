import { z } from 'zod';
import { activateModel } from '../../../domain/crm/scoring/models/activate-model.ts';
import { getModel } from '../../../domain/crm/scoring/models/get-model.ts';
import { listModels } from '../../../domain/crm/scoring/models/list-models.ts';
import { requestTraining } from '../../../domain/crm/scoring/models/request-training.ts';
import { rollBackModel } from '../../../domain/crm/scoring/models/roll-back-model.ts';
import { pageOf } from '../../../kernel/contracts/paging.ts';
import { ScoreModelView, ScoreRuleList } from '../../../kernel/contracts/scoring.ts';
import { defineRoute } from '../../route.ts';
import { CRM_TAG, IdParams } from './params.ts';

const url = '/api/v1/crm/score-models';

/** The models that can score leads: their back-tests, training, and which one is in use. */
export const scoreModelRoutes = [
  defineRoute({
    method: 'GET',
    url,
    access: 'crm.read',
    summary: '评分模型列表',
    tag: CRM_TAG,
    query: ScoreRuleList,
    response: pageOf(ScoreModelView),
    handle: async ({ scope }, { query }) => await listModels(scope, query),
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/:id`,
    access: 'crm.read',
    summary: '评分模型和它的回测报告',
    tag: CRM_TAG,
    params: IdParams,
    response: ScoreModelView,
    handle: async ({ scope }, { params }) => await getModel(scope, params),
  }),
  defineRoute({
    method: 'POST',
    url: `${url}/train`,
    access: 'crm.configure',
    summary: '用自己的历史线索训练评分模型',
    tag: CRM_TAG,
    body: z.strictObject({}),
    response: z.object({ queued: z.boolean(), leads: z.int() }),
    status: 202,
    handle: async ({ scope }) => await requestTraining(scope),
  }),
  defineRoute({
    method: 'POST',
    url: `${url}/rollback`,
    access: 'crm.configure',
    summary: '退回上一个评分模型',
    tag: CRM_TAG,
    body: z.strictObject({}),
    response: ScoreModelView,
    handle: async ({ scope }) => await rollBackModel(scope),
  }),
  defineRoute({
    method: 'POST',
    url: `${url}/:id/activate`,
    access: 'crm.configure',
    summary: '启用评分模型',
    tag: CRM_TAG,
    params: IdParams,
    body: z.strictObject({}),
    response: ScoreModelView,
    handle: async ({ scope }, { params }) => await activateModel(scope, params),
  }),
] as const;
