import { z } from 'zod';
import { FACET_ENTITIES, listFacets } from '../../../domain/crm/list-facets.ts';
import { defineRoute } from '../../route.ts';
import { CRM_TAG } from './params.ts';

const texts = z.array(z.string());

/** The values a list can be filtered by. */
export const facetRoutes = [
  defineRoute({
    method: 'GET',
    url: '/api/v1/crm/facets',
    access: 'crm.read',
    summary: '列表的筛选项',
    tag: CRM_TAG,
    query: z.strictObject({ entity: z.enum(FACET_ENTITIES) }),
    response: z.object({
      regions: texts,
      sectors: texts,
      sources: texts,
      tags: texts,
      owners: z.array(z.object({ id: z.uuid(), name: z.string() })),
    }),
    handle: async ({ scope }, { query }) => await listFacets(scope, query),
  }),
] as const;
