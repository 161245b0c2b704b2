import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from 'pg';
import { startEmbedded } from '../db/embedded.ts';
import { benchDatabase, withClient, type BenchDatabase } from './bench-database.ts';
import { benchOptions, type BenchOptions } from './bench-options.ts';
import { startChild } from './child-server.ts';
import { ask } from './crm/ask.ts';
import { makeCompanies, seededUnit, type BenchCompany } from './crm/company-maker.ts';
import { fill } from './crm/fill.ts';
import { importCustomers } from './crm/import-customers.ts';
import { settled } from './crm/settled.ts';
import { subjects } from './crm/questions.ts';
import { seedPeople } from './crm/seed-people.ts';
import { factsFor } from './machine.ts';
import { printResult, type DatabaseKind, type Figure } from './result.ts';
import { adminToken, serviceEnvironment } from './service-environment.ts';
import { quantile, spreadOf } from './spread.ts';

const SEED = 20_261_121;
const CUSTOMERS: Readonly<Record<DatabaseKind, number>> = { PostgreSQL: 100_000, embedded: 10_000 };
const SHORT_CUSTOMERS = 500;
/** What 95 of 100 answers must take at most. */
const AIM_MS = 100;

/** Import, lists, searches, timelines and segments of a large CRM, beside the same in plain SQL. */
async function main(): Promise<void> {
  const options = benchOptions();
  const machine = await factsFor(options);
  const figures: Figure[] = [];
  for (const kind of options.databases) figures.push(...(await measureOn(kind, options)));
  printResult({
    bench: 'crm',
    title: 'A CRM of 100,000 customers',
    method: `100,000 customers (embedded: a tenth of everything) come in as one CSV file through the product's import, over HTTP; then 300,000 contacts and 1,000,000 activities with their timeline are filled in by SQL. Once profiles and quality of all are worked out, questions are drawn by a seed and asked one at a time, of the service over HTTP as an administrator, who sees everything, and of the database in plain SQL (like '%…%', no index of character pairs) in turns; both must count the same. The median column is p50, the range ends with p95.`,
    machine,
    figures,
  });
}

async function measureOn(kind: DatabaseKind, options: BenchOptions): Promise<Figure[]> {
  const unit = seededUnit(SEED);
  const companies = makeCompanies(options.short ? SHORT_CUSTOMERS : CUSTOMERS[kind], unit);
  const database = await benchDatabase(kind, options.serverUrl, seedPeople);
  try {
    const imported = await importFigures(kind, database, companies);
    const filled = await withDatabase(database.environment, async (client) => {
      const begin = performance.now();
      await fill(client);
      await client.query('vacuum analyze');
      return (performance.now() - begin) / 1000;
    });
    process.stderr.write(`filled in ${filled.toFixed(0)} s\n`);
    return [...imported, ...(await questionFigures(kind, options, database, companies, unit))];
  } finally {
    await database.drop();
  }
}

async function importFigures(
  kind: DatabaseKind,
  database: BenchDatabase,
  companies: readonly BenchCompany[],
): Promise<Figure[]> {
  const server = await startChild('server/main.ts', serviceEnvironment(database.environment));
  try {
    const before = server.rssMb();
    const result = await importCustomers(server, await adminToken(server.url), companies);
    const figure = (what: string, unit: string, value: number): Figure => ({
      what: `import of ${companies.length.toLocaleString('en-GB')} customers: ${what}`,
      on: kind,
      unit,
      spread: spreadOf([value]),
    });
    return [
      figure('preview of the file', 's', result.previewSeconds),
      figure('rate', 'rows/s', companies.length / result.runSeconds),
      figure('memory above the idle service', 'MB', result.peakMb - before),
    ];
  } finally {
    await server.stop();
  }
}

async function questionFigures(
  kind: DatabaseKind,
  options: BenchOptions,
  database: BenchDatabase,
  companies: readonly BenchCompany[],
  unit: () => number,
): Promise<Figure[]> {
  // One process owns an embedded database: plain SQL asks a copy.
  const folder = mkdtempSync(join(tmpdir(), 'xiaoshu-bench-'));
  const own = database.environment.DATA_DIR ?? '';
  if (kind === 'embedded') cpSync(own, folder, { recursive: true });
  const server = await startChild('server/main.ts', serviceEnvironment(database.environment));
  try {
    const signIn = async () => ({
      url: server.url,
      headers: { authorization: `Bearer ${await adminToken(server.url)}` },
    });
    const plain = kind === 'embedded' ? { DATA_DIR: folder } : database.environment;
    return await withDatabase(plain, async (client) => {
      const { rows } = await client.query<{ id: string }>('select id from customer order by external_id limit 2000');
      const figures: Figure[] = [];
      const all = subjects(
        companies,
        rows.map(({ id }) => id),
      );
      const busy = all.find(({ name }) => name === 'customers, a page')!;
      const during = await ask(busy, options.short ? 5 : 100, unit, await signIn(), client);
      const caughtUp = spreadOf([await settled(await signIn())]);
      figures.push(
        timeFigure(kind, `${busy.name}, while profiles and quality of all are worked out`, during.service, false),
        { what: 'profiles and quality of all worked out', on: kind, unit: 's', spread: caughtUp },
      );
      // That may take longer than a token lasts.
      const service = await signIn();
      for (const subject of all) {
        const times = await ask(subject, options.short ? 5 : 100, unit, service, client);
        figures.push(
          timeFigure(kind, subject.name, times.service, true),
          timeFigure(kind, `${subject.name}: plain SQL`, times.plain, false),
        );
      }
      return figures;
    });
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function timeFigure(on: DatabaseKind, what: string, times: readonly number[], hasAim: boolean): Figure {
  const p95 = quantile(times, 0.95);
  return {
    what,
    on,
    unit: 'ms',
    spread: { median: quantile(times, 0.5), min: times[0] ?? Number.NaN, max: p95 },
    ...(hasAim ? { aim: { text: `p95 below ${AIM_MS} ms`, met: p95 < AIM_MS } } : {}),
  };
}

/** Runs the work on the database of these settings; an embedded one is opened for it. */
async function withDatabase<T>(
  environment: Readonly<Record<string, string>>,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  if (environment.DATABASE_URL) return await withClient(environment.DATABASE_URL, work);
  const embedded = await startEmbedded({ dataDir: environment.DATA_DIR ?? '' });
  try {
    return await withClient(embedded.url, work);
  } finally {
    await embedded.stop();
  }
}

await main();
