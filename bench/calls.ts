import { toConfig } from '../kernel/config/config.ts';
import { startService } from '../server/start-service.ts';
import { benchDatabase, type BenchDatabase } from './bench-database.ts';
import { benchOptions, type BenchOptions } from './bench-options.ts';
import { calledTask } from './calls/called-task.ts';
import { followTask, type Followed } from './calls/follow-task.ts';
import { startVendor, type VendorProcess } from './calls/vendor-process.ts';
import { factsFor } from './machine.ts';
import { profileHere } from './profile.ts';
import { printResult, type DatabaseKind, type Figure } from './result.ts';
import { inParallel } from './routing/in-parallel.ts';
import { serviceEnvironment } from './service-environment.ts';
import { spreadOf } from './spread.ts';

const RECORDS: Readonly<Record<DatabaseKind, number>> = { PostgreSQL: 100_000, embedded: 10_000 };
const SHORT_RECORDS = 600;
const VENDOR_MS = 50;
/** As the service asks: pages of 200 records, four at a time. */
const PAGE = 200;
const AT_ONCE = 4;
const AIM_RATIO = 0.8;
const AIM_DATABASE = 0.1;
/** MB that the second half of a task may hold more than the first. */
const AIM_GROWTH = 50;

/** Results and follow-ups of a large call task, beside the straight loop over the same questions. */
async function main(): Promise<void> {
  const options = benchOptions();
  const machine = await factsFor(options);
  const figures: Figure[] = [];
  for (const kind of options.databases) figures.push(...(await measureOn(kind, options)));
  printResult({
    bench: 'calls',
    title: 'A call task of 100,000 people',
    method: `Everybody was called at the simulated vendor (a process of its own that answers in ${VENDOR_MS} ms; embedded: a tenth of the people). The service asks for the results, keeps them and follows everybody up with the built-in analysis; beside it a loop asks the same questions, pages of ${PAGE} people, ${AT_ONCE} at a time, and keeps nothing. Recordings are not fetched. The database's share is its working time over the time the results took.`,
    machine,
    figures,
  });
}

async function measureOn(kind: DatabaseKind, options: BenchOptions): Promise<Figure[]> {
  const records = options.short ? SHORT_RECORDS : RECORDS[kind];
  const database = await benchDatabase(kind, options.serverUrl, () => Promise.resolve());
  const vendor = await startVendor(0);
  try {
    return await measure(database, vendor, records);
  } finally {
    await vendor.stop();
    await database.drop();
  }
}

async function measure(database: BenchDatabase, vendor: VendorProcess, records: number): Promise<Figure[]> {
  const config = toConfig({ PORT: '0', CALLS_MONITOR_MINUTES: '60', ...serviceEnvironment(database.environment) });
  const service = await startService(config, { calls: { dialer: vendor.dialer } });
  try {
    const task = await calledTask(service, vendor, records);
    await vendor.answerIn(VENDOR_MS);
    const loop = await straightLoop(vendor, task.jobIds);
    let followed: Followed | undefined;
    const profile = await profileHere(async () => {
      followed = await followTask(service, task.id);
    });
    return figuresOf(database.kind, records, loop, followed!, profile);
  } finally {
    await service.stop();
  }
}

/** The same questions and nothing else. @returns seconds */
async function straightLoop(vendor: VendorProcess, jobIds: readonly string[]): Promise<number> {
  const begin = performance.now();
  let read = 0;
  await inParallel(Math.ceil(jobIds.length / PAGE), AT_ONCE, async (page) => {
    const { jobs } = await vendor.dialer.readJobs(jobIds.slice(page * PAGE, (page + 1) * PAGE));
    read += jobs.length;
  });
  if (read !== jobIds.length) throw new Error(`the loop read ${read} of ${jobIds.length} jobs`);
  return (performance.now() - begin) / 1000;
}

function figuresOf(on: DatabaseKind, records: number, loop: number, of: Followed, profile: string): Figure[] {
  const figure = (what: string, unit: string, value: number): Figure => ({ what, on, unit, spread: spreadOf([value]) });
  const people = `${records.toLocaleString('en-GB')} people`;
  const ratio = loop / of.querySeconds;
  const met = ratio >= AIM_RATIO;
  const half = Math.ceil(of.rssMb.length / 2);
  const growth = Math.max(...of.rssMb.slice(half)) - Math.max(...of.rssMb.slice(0, half));
  const share = of.databaseSeconds === null ? null : of.databaseSeconds / of.querySeconds;
  return [
    figure(`results of ${people}: the straight loop`, 's', loop),
    figure(`results of ${people}: the service, kept`, 's', of.querySeconds),
    {
      ...figure('results: the straight loop / the service', 'ratio', ratio),
      aim: { text: `at least ${AIM_RATIO}`, met },
      ...(met ? {} : { profile }),
    },
    ...(share === null
      ? []
      : [
          {
            ...figure('results: share of the database', 'ratio', share),
            aim: { text: `under ${AIM_DATABASE}`, met: share < AIM_DATABASE },
          },
        ]),
    figure('results and follow-ups of all', 's', of.allSeconds),
    {
      ...figure('memory of the second half above the first', 'MB', growth),
      aim: { text: `under ${AIM_GROWTH} MB`, met: growth < AIM_GROWTH },
    },
  ];
}

await main();
