import type { RouteDefinition } from '../../route.ts';
import { QUERY_REPORT_ROUTE } from './query-report.route.ts';
import { REPORT_CATALOGUE_ROUTE } from './report-catalogue.route.ts';

/** The routes of the reports. */
export const REPORT_ROUTES: readonly RouteDefinition[] = [QUERY_REPORT_ROUTE, REPORT_CATALOGUE_ROUTE];
