import { runReport } from '../../../domain/reports/run-report.ts';
import { ReportAnswer, ReportRequest } from '../../../kernel/contracts/reports.ts';
import { defineRoute } from '../../route.ts';

/** Numbers over what the caller may see. */
export const QUERY_REPORT_ROUTE = defineRoute({
  method: 'POST',
  url: '/api/v1/reports/query',
  access: 'report.read',
  summary: '查询报表',
  tag: '报表',
  body: ReportRequest,
  response: ReportAnswer,
  handle: async ({ scope }, { body }) => await runReport(scope, body),
});
