import { createContact } from '../../../domain/crm/contacts/create-contact.ts';
import { deleteContact } from '../../../domain/crm/contacts/delete-contact.ts';
import { getContact } from '../../../domain/crm/contacts/get-contact.ts';
import { listContacts } from '../../../domain/crm/contacts/list-contacts.ts';
import { updateContact } from '../../../domain/crm/contacts/update-contact.ts';
import { ContactList, ContactView, CreateContact, UpdateContact } from '../../../kernel/contracts/crm.ts';
import { pageOf } from '../../../kernel/contracts/paging.ts';
import { defineRoute } from '../../route.ts';
import { CRM_TAG, IdParams } from './params.ts';

const url = '/api/v1/crm/contacts';

/** Contacts: people at customers. */
export const contactRoutes = [
  defineRoute({
    method: 'GET',
    url,
    access: 'crm.read',
    summary: '联系人列表',
    tag: CRM_TAG,
    query: ContactList,
    response: pageOf(ContactView),
    handle: async ({ scope }, { query }) => await listContacts(scope, query),
  }),
  defineRoute({
    method: 'POST',
    url,
    access: 'crm.write',
    summary: '新建联系人',
    tag: CRM_TAG,
    body: CreateContact,
    response: ContactView,
    status: 201,
    handle: async ({ scope }, { body }) => await createContact(scope, body),
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/:id`,
    access: 'crm.read',
    summary: '查看联系人',
    tag: CRM_TAG,
    params: IdParams,
    response: ContactView,
    handle: async ({ scope }, { params }) => await getContact(scope, params),
  }),
  defineRoute({
    method: 'PATCH',
    url: `${url}/:id`,
    access: 'crm.write',
    summary: '修改联系人',
    tag: CRM_TAG,
    params: IdParams,
    body: UpdateContact,
    response: ContactView,
    handle: async ({ scope }, { params, body }) => await updateContact(scope, { ...body, id: params.id }),
  }),
  defineRoute({
    method: 'DELETE',
    url: `${url}/:id`,
    access: 'crm.delete',
    summary: '删除联系人',
    tag: CRM_TAG,
    params: IdParams,
    handle: async ({ scope }, { params }) => await deleteContact(scope, params),
  }),
] as const;
