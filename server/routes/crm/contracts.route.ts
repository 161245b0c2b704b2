import { z } from 'zod';
import { createContract } from '../../../domain/crm/contracts/create-contract.ts';
import { deleteContract } from '../../../domain/crm/contracts/delete-contract.ts';
import { getContract } from '../../../domain/crm/contracts/get-contract.ts';
import { listContracts } from '../../../domain/crm/contracts/list-contracts.ts';
import { addMilestone } from '../../../domain/crm/contracts/milestones/add-milestone.ts';
import { listMilestones } from '../../../domain/crm/contracts/milestones/list-milestones.ts';
import { recordPayment } from '../../../domain/crm/contracts/milestones/record-payment.ts';
import { removeMilestone } from '../../../domain/crm/contracts/milestones/remove-milestone.ts';
import { updateMilestone } from '../../../domain/crm/contracts/milestones/update-milestone.ts';
import { renewContract } from '../../../domain/crm/contracts/renew-contract.ts';
import { updateContract } from '../../../domain/crm/contracts/update-contract.ts';
import {
  ContractList,
  ContractView,
  CreateContract,
  CreateMilestone,
  MilestoneView,
  RecordPayment,
  RenewContract,
  UpdateContract,
  UpdateMilestone,
} from '../../../kernel/contracts/orders.ts';
import { pageOf } from '../../../kernel/contracts/paging.ts';
import { defineRoute } from '../../route.ts';
import { CRM_TAG, IdParams } from './params.ts';

const url = '/api/v1/crm/contracts';
const MilestoneParams = IdParams.extend({ milestone_id: z.uuid() });
const MilestoneList = z.object({ items: z.array(MilestoneView) });

/** What was agreed with customers, and the days that stand in it. */
export const contractRoutes = [
  defineRoute({
    method: 'GET',
    url,
    access: 'crm.read',
    summary: '合同列表',
    tag: CRM_TAG,
    query: ContractList,
    response: pageOf(ContractView),
    handle: async ({ scope }, { query }) => await listContracts(scope, query),
  }),
  defineRoute({
    method: 'POST',
    url,
    access: 'crm.write',
    summary: '新建合同',
    tag: CRM_TAG,
    body: CreateContract,
    response: ContractView,
    status: 201,
    handle: async ({ scope }, { body }) => await createContract(scope, body),
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/:id`,
    access: 'crm.read',
    summary: '查看合同',
    tag: CRM_TAG,
    params: IdParams,
    response: ContractView,
    handle: async ({ scope }, { params }) => await getContract(scope, params),
  }),
  defineRoute({
    method: 'PATCH',
    url: `${url}/:id`,
    access: 'crm.write',
    summary: '修改合同',
    tag: CRM_TAG,
    params: IdParams,
    body: UpdateContract,
    response: ContractView,
    handle: async ({ scope }, { params, body }) => await updateContract(scope, { ...body, id: params.id }),
  }),
  defineRoute({
    method: 'DELETE',
    url: `${url}/:id`,
    access: 'crm.delete',
    summary: '删除合同草稿',
    tag: CRM_TAG,
    params: IdParams,
    handle: async ({ scope }, { params }) => await deleteContract(scope, params),
  }),
  defineRoute({
    method: 'POST',
    url: `${url}/:id/renew`,
    access: 'crm.write',
    summary: '续签合同',
    tag: CRM_TAG,
    params: IdParams,
    body: RenewContract,
    response: ContractView,
    status: 201,
    handle: async ({ scope }, { params, body }) => await renewContract(scope, { ...body, id: params.id }),
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/:id/milestones`,
    access: 'crm.read',
    summary: '合同节点',
    tag: CRM_TAG,
    params: IdParams,
    response: MilestoneList,
    handle: async ({ scope }, { params }) => await listMilestones(scope, params),
  }),
  defineRoute({
    method: 'POST',
    url: `${url}/:id/milestones`,
    access: 'crm.write',
    summary: '新增合同节点',
    tag: CRM_TAG,
    params: IdParams,
    body: CreateMilestone,
    response: MilestoneList,
    status: 201,
    handle: async ({ scope }, { params, body }) => await addMilestone(scope, { ...body, id: params.id }),
  }),
  defineRoute({
    method: 'PATCH',
    url: `${url}/:id/milestones/:milestone_id`,
    access: 'crm.write',
    summary: '修改合同节点',
    tag: CRM_TAG,
    params: MilestoneParams,
    body: UpdateMilestone,
    response: MilestoneList,
    handle: async ({ scope }, { params, body }) => await updateMilestone(scope, { ...body, ...params }),
  }),
  defineRoute({
    method: 'DELETE',
    url: `${url}/:id/milestones/:milestone_id`,
    access: 'crm.write',
    summary: '删除合同节点',
    tag: CRM_TAG,
    params: MilestoneParams,
    response: MilestoneList,
    handle: async ({ scope }, { params }) => await removeMilestone(scope, params),
  }),
  defineRoute({
    method: 'POST',
    url: `${url}/:id/milestones/:milestone_id/payments`,
    access: 'crm.write',
    summary: '登记回款',
    tag: CRM_TAG,
    params: MilestoneParams,
    body: RecordPayment,
    response: MilestoneList,
    handle: async ({ scope }, { params, body }) => await recordPayment(scope, { ...body, ...params }),
  }),
] as const;
