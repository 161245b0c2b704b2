import { stringify } from 'csv-stringify/sync';
import type { ChildServer } from '../child-server.ts';
import type { BenchCompany } from './company-maker.ts';
import { SALESPEOPLE } from './seed-people.ts';

const POLL_MS = 200;

export interface ImportFigures {
  /** From the upload to the preview of the whole file. */
  readonly previewSeconds: number;
  /** From the start to the last row. */
  readonly runSeconds: number;
  /** Most memory the service held meanwhile. */
  readonly peakMb: number;
}

/** Brings all companies in as one CSV file, over HTTP as a person would. */
export async function importCustomers(
  server: ChildServer,
  token: string,
  companies: readonly BenchCompany[],
): Promise<ImportFigures> {
  const headers = { authorization: `Bearer ${token}` };
  const form = new FormData();
  form.append('file', new Blob([csvOf(companies)], { type: 'text/csv' }), 'customers.csv');
  let peakMb = 0;
  const watch = setInterval(() => (peakMb = Math.max(peakMb, server.rssMb())), POLL_MS);
  try {
    const uploaded = performance.now();
    const preview = await answered<{ import: { id: string }; valid_rows: number }>(
      await fetch(`${server.url}/api/v1/crm/imports?kind=customers`, { method: 'POST', headers, body: form }),
    );
    const started = performance.now();
    if (preview.valid_rows !== companies.length) throw new Error(`${preview.valid_rows} rows of the file are valid`);
    const url = `${server.url}/api/v1/crm/imports/${preview.import.id}`;
    const json = { ...headers, 'content-type': 'application/json' };
    await answered(await fetch(`${url}/start`, { method: 'POST', headers: json, body: '{}' }));
    const created = await lastRow(url, headers);
    if (created !== companies.length) throw new Error(`${created} customers were made`);
    const ended = performance.now();
    return { previewSeconds: (started - uploaded) / 1000, runSeconds: (ended - started) / 1000, peakMb };
  } finally {
    clearInterval(watch);
  }
}

async function lastRow(url: string, headers: Readonly<Record<string, string>>): Promise<number> {
  for (;;) {
    const { status, created, error } = await answered<{ status: string; created: number; error: string | null }>(
      await fetch(url, { headers }),
    );
    if (status === 'done') return created;
    if (status !== 'running') throw new Error(`the import is ${status}: ${error}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

function csvOf(companies: readonly BenchCompany[]): string {
  const rows = companies.map((company, at) => [
    company.name,
    company.shortName,
    company.region,
    company.city,
    company.sector,
    `1380000${String(at).padStart(6, '0').slice(-4)}`,
    String((at * 37) % 5000),
    `bench${(at % SALESPEOPLE) + 1}`,
    `B${at}`,
  ]);
  return `\uFEFF${stringify([['客户名称', '简称', '区域', '城市', '行业', '电话', '员工人数', '负责人', '外部编号'], ...rows])}`;
}

async function answered<T>(answer: Response): Promise<T> {
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${answer.url} answered ${answer.status}: ${text.slice(0, 300)}`);
  return JSON.parse(text) as T;
}
