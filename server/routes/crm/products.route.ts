import { z } from 'zod';
import { createProduct } from '../../../domain/crm/products/create-product.ts';
import { listProducts } from '../../../domain/crm/products/list-products.ts';
import { ProductView } from '../../../kernel/contracts/crm.ts';
import { ListQuery, pageOf } from '../../../kernel/contracts/paging.ts';
import { defineRoute } from '../../route.ts';
import { CRM_TAG } from './params.ts';

const url = '/api/v1/crm/products';
const CreateProductBody = z.strictObject({
  name: z.string().trim().min(1).max(120),
  series: z.string().trim().max(60).nullable().optional(),
  list_price: z.number().min(0).max(1e12).nullable().optional(),
  external_id: z.string().trim().max(120).nullable().optional(),
});

/** What is sold. */
export const productRoutes = [
  defineRoute({
    method: 'GET',
    url,
    access: 'crm.read',
    summary: '产品列表',
    tag: CRM_TAG,
    query: ListQuery,
    response: pageOf(ProductView),
    handle: async ({ scope }, { query }) => await listProducts(scope, query),
  }),
  defineRoute({
    method: 'POST',
    url,
    access: 'crm.import',
    summary: '新建产品',
    tag: CRM_TAG,
    body: CreateProductBody,
    response: ProductView,
    status: 201,
    handle: async ({ scope }, { body }) => await createProduct(scope, body),
  }),
] as const;
