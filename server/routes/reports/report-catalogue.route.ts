import { readLayer } from '../../../domain/reports/read-layer.ts';
import { reportCatalogue } from '../../../domain/reports/report-catalogue.ts';
import { ReportCatalogue } from '../../../kernel/contracts/reports.ts';
import { defineRoute } from '../../route.ts';

/** What one may ask for. */
export const REPORT_CATALOGUE_ROUTE = defineRoute({
  method: 'GET',
  url: '/api/v1/reports/catalogue',
  access: 'report.read',
  summary: '可用的指标和维度',
  tag: '报表',
  response: ReportCatalogue,
  handle: async ({ scope }) => reportCatalogue(await readLayer(scope)),
});
