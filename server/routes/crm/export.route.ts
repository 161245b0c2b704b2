import { Readable } from 'node:stream';
import { z } from 'zod';
import { listActivities } from '../../../domain/crm/activities/list-activities.ts';
import { listContacts } from '../../../domain/crm/contacts/list-contacts.ts';
import { listCustomers } from '../../../domain/crm/customers/list-customers.ts';
import { exportList, type FileWriter } from '../../../domain/crm/exports/export-list.ts';
import type { ExportKind } from '../../../domain/crm/exports/export-columns.ts';
import { CSV_ENCODINGS, csvWriter, type CsvEncoding } from '../../../domain/crm/exports/write-csv.ts';
import { xlsxWriter } from '../../../domain/crm/exports/write-xlsx.ts';
import { localToday } from '../../../domain/crm/local-today.ts';
import { listLeads } from '../../../domain/crm/leads/list-leads.ts';
import { listLeadScores } from '../../../domain/crm/scoring/list-lead-scores.ts';
import { listOpportunities } from '../../../domain/crm/opportunities/list-opportunities.ts';
import type { Scope } from '../../../domain/scope.ts';
import { ActivityList, ContactList, CustomerList, LeadList, OpportunityList } from '../../../kernel/contracts/crm.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import { defineRoute } from '../../route.ts';
import { CRM_TAG } from './params.ts';

/** How the file is wanted, beside the filters of the list. */
const FILE = {
  format: z.enum(['csv', 'xlsx']).default('csv'),
  encoding: z.enum(CSV_ENCODINGS).default('utf-8-bom'),
} as const;
const FileRequest = z.object(FILE);

const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const CHARSETS: Readonly<Record<CsvEncoding, string>> = {
  'utf-8-bom': 'utf-8',
  'utf-8': 'utf-8',
  gb18030: 'gb18030',
};

/** A list as a file: same filters, oldest first unless sorted, so that new rows land at the end while it streams. */
function exportRoute<Q extends z.ZodObject>(
  kind: ExportKind,
  title: string,
  list: Q,
  read: (scope: Scope, input: z.output<Q>) => Promise<Page<object>>,
) {
  return defineRoute({
    method: 'GET',
    url: `/api/v1/crm/export/${kind}`,
    access: 'crm.export',
    summary: `导出${title}（CSV 或 Excel）`,
    tag: CRM_TAG,
    query: list.extend(FILE),
    rateLimit: 20,
    handle: async ({ scope, reply }, { query }) => {
      const { format, encoding, ...filter } = query as z.output<typeof FileRequest> & { sort?: string };
      const { sort = 'created_at' } = filter;
      const write: FileWriter = format === 'xlsx' ? xlsxWriter(title) : csvWriter(encoding);
      const pieces = exportList(scope, {
        kind,
        filter,
        isSorted: filter.sort !== undefined,
        page: async (request) => await read(scope, { ...filter, sort, ...request } as z.output<Q>),
        write,
      });
      // The first piece is read before the answer begins, so a refused filter is still an error answer.
      const first = await pieces.next();
      return await reply
        .header('content-type', format === 'xlsx' ? XLSX_TYPE : `text/csv; charset=${CHARSETS[encoding]}`)
        .header('content-disposition', `attachment; filename="${kind}-${localToday(scope.clock)}.${format}"`)
        .send(Readable.from(joined(first.value ?? '', pieces), { objectMode: false }));
    },
  });
}

async function* joined(
  first: string | Uint8Array,
  rest: AsyncGenerator<string | Uint8Array>,
): AsyncGenerator<string | Uint8Array> {
  if (first.length > 0) yield first;
  yield* rest;
}

/** Lists as files. */
export const exportRoutes = [
  exportRoute('customers', '客户', CustomerList, listCustomers),
  exportRoute('contacts', '联系人', ContactList, listContacts),
  exportRoute('leads', '线索', LeadList, listLeads),
  exportRoute('lead-scores', '线索评分', LeadList, listLeadScores),
  exportRoute('opportunities', '商机', OpportunityList, listOpportunities),
  exportRoute('activities', '跟进', ActivityList, listActivities),
] as const;
