import type { ReportCalendar } from '../../../domain/reports/calendar.ts';
import { reportCatalogue } from '../../../domain/reports/report-catalogue.ts';
import { runReport } from '../../../domain/reports/run-report.ts';
import { ReportAnswer, ReportCatalogue, ReportRequest } from '../../../kernel/contracts/reports.ts';
import { defineRoute } from '../../route.ts';

const tag = '报表';

/** Asking for numbers, and what one may ask for. */
export function reportRoutes(calendar: ReportCalendar) {
  return [
    defineRoute({
      method: 'POST',
      url: '/api/v1/reports/query',
      access: 'report.read',
      summary: '查询报表',
      tag,
      body: ReportRequest,
      response: ReportAnswer,
      handle: async ({ scope }, { body }) => await runReport(scope, body, calendar),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/reports/catalogue',
      access: 'report.read',
      summary: '可用的指标和维度',
      tag,
      response: ReportCatalogue,
      handle: async () => await Promise.resolve(reportCatalogue()),
    }),
  ];
}
