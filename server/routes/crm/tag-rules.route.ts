import { z } from 'zod';
import { createTagRule, deleteTagRule, updateTagRule } from '../../../domain/crm/tag-rules/save-tag-rule.ts';
import { listTagRules } from '../../../domain/crm/tag-rules/tag-rule-view.ts';
import { CreateTagRule, TagRuleView, UpdateTagRule } from '../../../kernel/contracts/tag-rules.ts';
import { defineRoute } from '../../route.ts';
import { CRM_TAG, IdParams } from './params.ts';

const url = '/api/v1/crm/tag-rules';

/** Tags that follow from what is known of a customer. */
export const tagRuleRoutes = [
  defineRoute({
    method: 'GET',
    url,
    access: 'crm.read',
    summary: '标签规则',
    tag: CRM_TAG,
    response: z.object({ items: z.array(TagRuleView) }),
    handle: async ({ scope }) => ({ items: await listTagRules(scope) }),
  }),
  defineRoute({
    method: 'POST',
    url,
    access: 'crm.configure',
    summary: '新建标签规则',
    tag: CRM_TAG,
    body: CreateTagRule,
    response: TagRuleView,
    status: 201,
    handle: async ({ scope }, { body }) => await createTagRule(scope, body),
  }),
  defineRoute({
    method: 'PATCH',
    url: `${url}/:id`,
    access: 'crm.configure',
    summary: '修改标签规则',
    tag: CRM_TAG,
    params: IdParams,
    body: UpdateTagRule,
    response: TagRuleView,
    handle: async ({ scope }, { params, body }) => await updateTagRule(scope, { ...body, id: params.id }),
  }),
  defineRoute({
    method: 'DELETE',
    url: `${url}/:id`,
    access: 'crm.configure',
    summary: '删除标签规则',
    tag: CRM_TAG,
    params: IdParams,
    handle: async ({ scope }, { params }) => await deleteTagRule(scope, params),
  }),
] as const;
