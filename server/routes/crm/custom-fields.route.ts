import { createCustomField } from '../../../domain/crm/custom-fields/create-custom-field.ts';
import { listCustomFields } from '../../../domain/crm/custom-fields/list-custom-fields.ts';
import { updateCustomField } from '../../../domain/crm/custom-fields/update-custom-field.ts';
import {
  CreateCustomField,
  CustomFieldList,
  CustomFieldView,
  UpdateCustomField,
} from '../../../kernel/contracts/custom-fields.ts';
import { pageOf } from '../../../kernel/contracts/paging.ts';
import { defineRoute } from '../../route.ts';
import { CRM_TAG, IdParams } from './params.ts';

const url = '/api/v1/crm/custom-fields';

/** The fields an organisation adds to its records. */
export const customFieldRoutes = [
  defineRoute({
    method: 'GET',
    url,
    access: 'crm.read',
    summary: '自定义字段列表',
    tag: CRM_TAG,
    query: CustomFieldList,
    response: pageOf(CustomFieldView),
    handle: async ({ scope }, { query }) => await listCustomFields(scope, query),
  }),
  defineRoute({
    method: 'POST',
    url,
    access: 'crm.configure',
    summary: '新建自定义字段',
    tag: CRM_TAG,
    body: CreateCustomField,
    response: CustomFieldView,
    status: 201,
    handle: async ({ scope }, { body }) => await createCustomField(scope, body),
  }),
  defineRoute({
    method: 'PATCH',
    url: `${url}/:id`,
    access: 'crm.configure',
    summary: '修改、停用或恢复自定义字段',
    tag: CRM_TAG,
    params: IdParams,
    body: UpdateCustomField,
    response: CustomFieldView,
    handle: async ({ scope }, { params, body }) => await updateCustomField(scope, { ...body, id: params.id }),
  }),
] as const;
