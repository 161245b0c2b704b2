import { SopStatisticsQuery, SopStats, SopTemplateStatistics } from '../../../kernel/contracts/sop-statistics.ts';
import type { SopStatistics } from '../../sop/cached-statistics.ts';
import { defineRoute, type RouteDefinition } from '../../route.ts';
import { base, IdParams, SOP_TAG as tag } from './params.ts';

/** How sequences work (spec 000 «SOP统计信息»). */
export function statsRoutes(statistics: SopStatistics): RouteDefinition[] {
  return [
    defineRoute({
      method: 'GET',
      url: `${base}/stats`,
      access: 'sop.read',
      summary: 'SOP 统计信息',
      tag,
      response: SopStats,
      handle: async ({ scope }) => await statistics.all(scope),
    }),
    defineRoute({
      method: 'GET',
      url: `${base}/templates/:id/statistics`,
      access: 'sop.read',
      summary: '一个模板的统计：漏斗、回复率、转化、每步用时、A/B',
      tag,
      params: IdParams,
      query: SopStatisticsQuery,
      response: SopTemplateStatistics,
      handle: async ({ scope }, { params, query }) => await statistics.of(scope, { ...query, id: params.id }),
    }),
  ];
}
