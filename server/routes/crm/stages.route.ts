import { z } from 'zod';
import { readDealSettings } from '../../../domain/crm/deal-settings/read-deal-settings.ts';
import { updateDealSettings } from '../../../domain/crm/deal-settings/update-deal-settings.ts';
import { createLostReason } from '../../../domain/crm/lost-reasons/create-lost-reason.ts';
import { listLostReasons } from '../../../domain/crm/lost-reasons/list-lost-reasons.ts';
import { updateLostReason } from '../../../domain/crm/lost-reasons/update-lost-reason.ts';
import { listStages } from '../../../domain/crm/stages/list-stages.ts';
import { updateStage } from '../../../domain/crm/stages/update-stage.ts';
import { Stage } from '../../../kernel/contracts/crm.ts';
import { DealSettingsView, UpdateDealSettings } from '../../../kernel/contracts/deal-settings.ts';
import {
  CreateLostReason,
  LostReasonView,
  StageDefinitionView,
  UpdateLostReason,
  UpdateStageDefinition,
} from '../../../kernel/contracts/stages.ts';
import { defineRoute } from '../../route.ts';
import { CRM_TAG, IdParams } from './params.ts';

const base = '/api/v1/crm';
const StageParams = z.object({ stage: Stage });
const LostReasonList = z.object({ items: z.array(LostReasonView) });

/** What the stages of the funnel mean here, why deals are lost, and the figures for warnings, forecast and reminders. */
export const stageRoutes = [
  defineRoute({
    method: 'GET',
    url: `${base}/stages`,
    access: 'crm.read',
    summary: '商机阶段设置',
    tag: CRM_TAG,
    response: z.object({ items: z.array(StageDefinitionView) }),
    handle: async ({ scope }) => await listStages(scope),
  }),
  defineRoute({
    method: 'PATCH',
    url: `${base}/stages/:stage`,
    access: 'crm.configure',
    summary: '修改商机阶段设置',
    tag: CRM_TAG,
    params: StageParams,
    body: UpdateStageDefinition,
    response: StageDefinitionView,
    handle: async ({ scope }, { params, body }) => await updateStage(scope, { ...body, stage: params.stage }),
  }),
  defineRoute({
    method: 'GET',
    url: `${base}/lost-reasons`,
    access: 'crm.read',
    summary: '输单原因列表',
    tag: CRM_TAG,
    response: LostReasonList,
    handle: async ({ scope }) => await listLostReasons(scope),
  }),
  defineRoute({
    method: 'POST',
    url: `${base}/lost-reasons`,
    access: 'crm.configure',
    summary: '新增输单原因',
    tag: CRM_TAG,
    body: CreateLostReason,
    response: LostReasonView,
    status: 201,
    handle: async ({ scope }, { body }) => await createLostReason(scope, body),
  }),
  defineRoute({
    method: 'PATCH',
    url: `${base}/lost-reasons/:id`,
    access: 'crm.configure',
    summary: '修改输单原因',
    tag: CRM_TAG,
    params: IdParams,
    body: UpdateLostReason,
    response: LostReasonView,
    handle: async ({ scope }, { params, body }) => await updateLostReason(scope, { ...body, id: params.id }),
  }),
  defineRoute({
    method: 'GET',
    url: `${base}/deal-settings`,
    access: 'crm.read',
    summary: '预警、预测和提醒设置',
    tag: CRM_TAG,
    response: DealSettingsView,
    handle: async ({ scope }) => await readDealSettings(scope),
  }),
  defineRoute({
    method: 'PATCH',
    url: `${base}/deal-settings`,
    access: 'crm.configure',
    summary: '修改预警、预测和提醒设置',
    tag: CRM_TAG,
    body: UpdateDealSettings,
    response: DealSettingsView,
    handle: async ({ scope }, { body }) => await updateDealSettings(scope, body),
  }),
] as const;
