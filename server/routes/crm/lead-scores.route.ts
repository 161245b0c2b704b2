import { z } from 'zod';
import { getLeadScore } from '../../../domain/crm/scoring/get-lead-score.ts';
import { listScoreChanges } from '../../../domain/crm/scoring/list-score-changes.ts';
import { previewScoring } from '../../../domain/crm/scoring/preview-scoring.ts';
import { recomputeScore } from '../../../domain/crm/scoring/recompute-score.ts';
import { createScoreRule } from '../../../domain/crm/scoring/rules/create-score-rule.ts';
import { deleteScoreRule } from '../../../domain/crm/scoring/rules/delete-score-rule.ts';
import { listScoreRules } from '../../../domain/crm/scoring/rules/list-score-rules.ts';
import { updateScoreRule } from '../../../domain/crm/scoring/rules/update-score-rule.ts';
import { SCORE_FIELDS } from '../../../domain/crm/scoring/score-fields.ts';
import { listConfigChanges } from '../../../domain/crm/scoring/settings/list-config-changes.ts';
import { readSettings } from '../../../domain/crm/scoring/settings/read-settings.ts';
import { updateScoreSettings } from '../../../domain/crm/scoring/settings/update-settings.ts';
import { describeFields } from '../../../kernel/conditions/field-catalogue.ts';
import { pageOf } from '../../../kernel/contracts/paging.ts';
import {
  CreateScoreRule,
  LeadScoreChangeView,
  LeadScoreView,
  PreviewScoring,
  ScoreConfigChange,
  ScoreFields,
  ScoreRuleList,
  ScoreRuleView,
  ScoreSettingsView,
  ScoringPreview,
  UpdateScoreRule,
  UpdateScoreSettings,
} from '../../../kernel/contracts/scoring.ts';
import { defineRoute } from '../../route.ts';
import { CRM_TAG, IdParams } from './params.ts';

const lead = '/api/v1/crm/leads/:id/score';
const rules = '/api/v1/crm/score-rules';
const settings = '/api/v1/crm/score-settings';
const Paging = ScoreRuleList;

/** The score of a lead with its reasons, the rule table and the settings. */
export const leadScoreRoutes = [
  defineRoute({
    method: 'GET',
    url: lead,
    access: 'crm.read',
    summary: '线索评分：因素、变化和说明',
    tag: CRM_TAG,
    params: IdParams,
    response: LeadScoreView,
    handle: async ({ scope }, { params }) => await getLeadScore(scope, params),
  }),
  defineRoute({
    method: 'GET',
    url: `${lead}/history`,
    access: 'crm.read',
    summary: '线索评分的变化记录',
    tag: CRM_TAG,
    params: IdParams,
    query: Paging,
    response: pageOf(LeadScoreChangeView),
    handle: async ({ scope }, { params, query }) => await listScoreChanges(scope, { ...query, id: params.id }),
  }),
  defineRoute({
    method: 'POST',
    url: `${lead}/recompute`,
    access: 'crm.write',
    summary: '立即重算线索评分',
    tag: CRM_TAG,
    params: IdParams,
    body: z.strictObject({}),
    response: LeadScoreView,
    handle: async ({ scope }, { params }) => await recomputeScore(scope, params),
  }),
  defineRoute({
    method: 'GET',
    url: rules,
    access: 'crm.read',
    summary: '评分规则',
    tag: CRM_TAG,
    query: Paging,
    response: pageOf(ScoreRuleView),
    handle: async ({ scope }, { query }) => await listScoreRules(scope, query),
  }),
  defineRoute({
    method: 'GET',
    url: `${rules}/fields`,
    access: 'crm.read',
    summary: '评分规则可用的字段',
    tag: CRM_TAG,
    response: ScoreFields,
    handle: async () => await Promise.resolve({ fields: describeFields(SCORE_FIELDS) }),
  }),
  defineRoute({
    method: 'GET',
    url: `${rules}/history`,
    access: 'crm.read',
    summary: '评分规则、设置和模型的修改记录',
    tag: CRM_TAG,
    query: Paging,
    response: pageOf(ScoreConfigChange),
    handle: async ({ scope }, { query }) => await listConfigChanges(scope, query),
  }),
  defineRoute({
    method: 'POST',
    url: rules,
    access: 'crm.configure',
    summary: '新建评分规则',
    tag: CRM_TAG,
    body: CreateScoreRule,
    response: ScoreRuleView,
    status: 201,
    handle: async ({ scope }, { body }) => await createScoreRule(scope, body),
  }),
  defineRoute({
    method: 'PATCH',
    url: `${rules}/:id`,
    access: 'crm.configure',
    summary: '修改评分规则',
    tag: CRM_TAG,
    params: IdParams,
    body: UpdateScoreRule,
    response: ScoreRuleView,
    handle: async ({ scope }, { params, body }) => await updateScoreRule(scope, { ...body, id: params.id }),
  }),
  defineRoute({
    method: 'DELETE',
    url: `${rules}/:id`,
    access: 'crm.configure',
    summary: '删除评分规则',
    tag: CRM_TAG,
    params: IdParams,
    handle: async ({ scope }, { params }) => await deleteScoreRule(scope, params),
  }),
  defineRoute({
    method: 'POST',
    url: `${rules}/preview`,
    access: 'crm.configure',
    summary: '试算规则或分数线改动的影响，不保存',
    tag: CRM_TAG,
    body: PreviewScoring,
    response: ScoringPreview,
    handle: async ({ scope }, { body }) => await previewScoring(scope, body),
  }),
  defineRoute({
    method: 'GET',
    url: settings,
    access: 'crm.read',
    summary: '评分设置：等级分数线、上限、衰减',
    tag: CRM_TAG,
    response: ScoreSettingsView,
    handle: async ({ scope }) => await readSettings(scope.em),
  }),
  defineRoute({
    method: 'PATCH',
    url: settings,
    access: 'crm.configure',
    summary: '修改评分设置',
    tag: CRM_TAG,
    body: UpdateScoreSettings,
    response: ScoreSettingsView,
    handle: async ({ scope }, { body }) => await updateScoreSettings(scope, body),
  }),
] as const;
