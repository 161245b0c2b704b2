import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ImportKind, ImportPreview, ImportView } from '../../kernel/contracts/imports.ts';
import type { HttpClient } from './http-client.ts';
import type { Score } from './score.ts';

interface FilePlan {
  readonly kind: ImportKind;
  readonly file: string;
  /** Our field → the file's column. */
  readonly mapping: Readonly<Record<string, string>>;
  readonly values?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** In this order, because deals name people, products and accounts. */
const FILES: readonly FilePlan[] = [
  {
    kind: 'users',
    file: 'sales_teams.csv',
    mapping: { name: 'sales_agent', manager: 'manager', team: 'manager', region: 'regional_office' },
  },
  {
    kind: 'products',
    file: 'products.csv',
    mapping: { name: 'product', series: 'series', list_price: 'sales_price' },
  },
  {
    kind: 'customers',
    file: 'accounts.csv',
    mapping: {
      name: 'account',
      sector: 'sector',
      founded_year: 'year_established',
      annual_revenue: 'revenue',
      employees: 'employees',
      country: 'office_location',
      parent_name: 'subsidiary_of',
    },
  },
  {
    kind: 'opportunities',
    file: 'sales_pipeline.csv',
    mapping: {
      external_id: 'opportunity_id',
      name: 'opportunity_id',
      owner: 'sales_agent',
      product: 'product',
      customer: 'account',
      stage: 'deal_stage',
      opened_on: 'engage_date',
      closed_on: 'close_date',
      amount: 'close_value',
    },
    values: { stage: { Prospecting: 'prospecting', Engaging: 'qualification', Won: 'won', Lost: 'lost' } },
  },
];

/**
 * Imports the four files, taking the preview's suggestion for every value it does not know, then imports them again.
 * Scores: rows that were written the first time, rows that the second time left as they were.
 */
export async function importFiles(client: HttpClient, folder: string): Promise<{ first: Score; rerun: Score }> {
  const first = { compared: 0, equal: 0 };
  const rerun = { compared: 0, equal: 0 };
  for (const plan of FILES) {
    const done = await importFile(client, folder, plan);
    first.compared += done.total;
    first.equal += done.created + done.updated;
  }
  for (const plan of FILES) {
    const done = await importFile(client, folder, plan);
    rerun.compared += done.total;
    rerun.equal += done.unchanged;
  }
  return { first, rerun };
}

async function importFile(client: HttpClient, folder: string, plan: FilePlan): Promise<ImportView> {
  const form = new FormData();
  form.append('file', new Blob([readFileSync(join(folder, plan.file))], { type: 'text/csv' }), plan.file);
  const uploaded = await client.call<ImportPreview>('POST', `/api/v1/crm/imports?kind=${plan.kind}`, form);
  const path = `/api/v1/crm/imports/${uploaded.import.id}`;
  const { mapping } = plan;
  const preview = await client.call<ImportPreview>('POST', `${path}/preview`, { mapping, values: plan.values ?? {} });
  await client.call('POST', `${path}/start`, { mapping, values: withSuggestions(plan, preview) });
  for (;;) {
    const view = await client.call<ImportView>('GET', path);
    if (view.status !== 'running' && view.status !== 'ready') return reported(plan, view);
    await sleep(200);
  }
}

function withSuggestions(plan: FilePlan, preview: ImportPreview): Record<string, Record<string, string>> {
  const values = Object.fromEntries(Object.entries(plan.values ?? {}).map(([field, map]) => [field, { ...map }]));
  for (const { field, value, rows, suggestion } of preview.unknown_values) {
    console.error(`${plan.file}: ${field} “${value}” in ${rows} rows → ${suggestion ?? 'no suggestion'}`);
    if (suggestion !== null) (values[field] ??= {})[value] = suggestion;
  }
  return values;
}

function reported(plan: FilePlan, view: ImportView): ImportView {
  const { created, updated, unchanged, failed, total, error } = view;
  console.error(
    `${plan.file}: ${total} rows, ${created} new, ${updated} changed, ${unchanged} as before, ${failed} failed`,
  );
  if (view.status !== 'done')
    throw new Error(`Import of ${plan.file} ended as ${view.status}: ${error ?? 'no reason given'}`);
  return view;
}
