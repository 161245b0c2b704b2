import { z } from 'zod';
import { forecastDeals } from '../../../domain/crm/forecast/forecast-deals.ts';
import { measureForecast } from '../../../domain/crm/forecast/measure-forecast.job.ts';
import { readBackTest } from '../../../domain/crm/forecast/read-back-test.ts';
import { BackTest, Forecast, ForecastQuery } from '../../../kernel/contracts/forecast.ts';
import { defineRoute } from '../../route.ts';
import { CRM_TAG } from './params.ts';

const url = '/api/v1/crm/forecast';

/** What the coming months will bring, and how good such forecasts were. */
export const forecastRoutes = [
  defineRoute({
    method: 'GET',
    url,
    access: 'report.read',
    summary: '业绩预测',
    tag: CRM_TAG,
    query: ForecastQuery,
    response: Forecast,
    rateLimit: 60,
    handle: async ({ scope }, { query }) => await forecastDeals(scope, query),
  }),
  defineRoute({
    method: 'GET',
    url: `${url}/back-test`,
    access: 'report.read',
    summary: '预测的历史误差',
    tag: CRM_TAG,
    response: BackTest,
    handle: async ({ scope }) => await readBackTest(scope),
  }),
  defineRoute({
    method: 'POST',
    url: `${url}/measure`,
    access: 'crm.assign',
    summary: '重新计算预测和误差',
    tag: CRM_TAG,
    response: z.object({ queued: z.boolean() }),
    status: 202,
    handle: async ({ scope }) => {
      const id = await scope.jobs.enqueue(scope.em, measureForecast, {}, { singletonKey: 'measure-forecast' });
      // One that waits already will do.
      return { queued: id !== null };
    },
  }),
] as const;
