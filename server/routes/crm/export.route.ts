import { Readable } from 'node:stream';
import type { z } from 'zod';
import { listActivities } from '../../../domain/crm/activities/list-activities.ts';
import { listContacts } from '../../../domain/crm/contacts/list-contacts.ts';
import { listCustomers } from '../../../domain/crm/customers/list-customers.ts';
import { exportCsv } from '../../../domain/crm/exports/export-csv.ts';
import type { ExportKind } from '../../../domain/crm/exports/export-columns.ts';
import { localToday } from '../../../domain/crm/local-today.ts';
import { listLeads } from '../../../domain/crm/leads/list-leads.ts';
import { listOpportunities } from '../../../domain/crm/opportunities/list-opportunities.ts';
import type { Scope } from '../../../domain/scope.ts';
import { ActivityList, ContactList, CustomerList, LeadList, OpportunityList } from '../../../kernel/contracts/crm.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import { defineRoute } from '../../route.ts';
import { CRM_TAG } from './params.ts';

/** A list as a file: same filters, oldest first unless sorted, so that new rows land at the end while it streams. */
function exportRoute<Q extends z.ZodType<object>>(
  kind: ExportKind,
  summary: string,
  list: Q,
  read: (scope: Scope, input: z.output<Q>) => Promise<Page<object>>,
) {
  return defineRoute({
    method: 'GET',
    url: `/api/v1/crm/export/${kind}`,
    access: 'crm.export',
    summary,
    tag: CRM_TAG,
    query: list,
    rateLimit: 20,
    handle: async ({ scope, reply }, { query }) => {
      const filter = query as z.output<Q>;
      const sort = (filter as { sort?: string }).sort ?? 'created_at';
      const page = async (number: number, size: number) =>
        await read(scope, { ...filter, sort, page: number, page_size: size });
      const rows = exportCsv(scope, { kind, filter, page });
      // The first piece is read before the answer begins, so a refused filter is still an error answer.
      const first = await rows.next();
      return await reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${kind}-${localToday(scope.clock)}.csv"`)
        .send(Readable.from(joined(first.value ?? '', rows)));
    },
  });
}

async function* joined(first: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield first;
  yield* rest;
}

/** Lists as CSV files. */
export const exportRoutes = [
  exportRoute('customers', '导出客户', CustomerList, listCustomers),
  exportRoute('contacts', '导出联系人', ContactList, listContacts),
  exportRoute('leads', '导出线索', LeadList, listLeads),
  exportRoute('opportunities', '导出商机', OpportunityList, listOpportunities),
  exportRoute('activities', '导出跟进', ActivityList, listActivities),
] as const;
