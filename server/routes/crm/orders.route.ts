import { createOrder } from '../../../domain/crm/orders/create-order.ts';
import { deleteOrder } from '../../../domain/crm/orders/delete-order.ts';
import { getOrder } from '../../../domain/crm/orders/get-order.ts';
import { listOrders } from '../../../domain/crm/orders/list-orders.ts';
import { orderFromDeal } from '../../../domain/crm/orders/order-from-deal.ts';
import { updateOrder } from '../../../domain/crm/orders/update-order.ts';
import {
  CreateOrder,
  OrderDetail,
  OrderFromDeal,
  OrderList,
  OrderView,
  UpdateOrder,
} from '../../../kernel/contracts/orders.ts';
import { pageOf } from '../../../kernel/contracts/paging.ts';
import { defineRoute } from '../../route.ts';
import { CRM_TAG, IdParams } from './params.ts';

const url = '/api/v1/crm/orders';

/** What customers ordered. */
export const orderRoutes = [
  defineRoute({
    method: 'GET',
    url,
    access: 'crm.read',
    summary: '订单列表',
    tag: CRM_TAG,
    query: OrderList,
    response: pageOf(OrderView),
    handle: async ({ scope }, { query }) => await listOrders(scope, query),
  }),
  defineRoute({
    method: 'POST',
    url,
    access: 'crm.write',
    summary: '新建订单',
    tag: CRM_TAG,
    body: CreateOrder,
    response: OrderDetail,
    status: 201,
    handle: async ({ scope }, { body }) => await createOrder(scope, body),
  }),
  defineRoute({
    method: 'POST',
    url: '/api/v1/crm/opportunities/:id/order',
    access: 'crm.write',
    summary: '赢单转订单（重复提交返回同一张订单）',
    tag: CRM_TAG,
    params: IdParams,
    body: OrderFromDeal,
    response: OrderDetail,
    handle: async ({ scope }, { params, body }) => await orderFromDeal(scope, { ...body, id: params.id }),
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/:id`,
    access: 'crm.read',
    summary: '查看订单',
    tag: CRM_TAG,
    params: IdParams,
    response: OrderDetail,
    handle: async ({ scope }, { params }) => await getOrder(scope, params),
  }),
  defineRoute({
    method: 'PATCH',
    url: `${url}/:id`,
    access: 'crm.write',
    summary: '修改订单',
    tag: CRM_TAG,
    params: IdParams,
    body: UpdateOrder,
    response: OrderDetail,
    handle: async ({ scope }, { params, body }) => await updateOrder(scope, { ...body, id: params.id }),
  }),
  defineRoute({
    method: 'DELETE',
    url: `${url}/:id`,
    access: 'crm.delete',
    summary: '删除订单',
    tag: CRM_TAG,
    params: IdParams,
    handle: async ({ scope }, { params }) => await deleteOrder(scope, params),
  }),
] as const;
