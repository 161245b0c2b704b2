import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchOptions, type BenchOptions } from './bench-options.ts';
import { startChild } from './child-server.ts';
import { factsFor } from './machine.ts';
import { printResult, type Figure } from './result.ts';
import { adminToken, serviceEnvironment } from './service-environment.ts';
import { spreadOf } from './spread.ts';

const REQUESTS = 1000;
const AT_ONCE = 8;

/** How the service finds its data folder at a start. */
interface Situation {
  readonly name: string;
  readonly demo: 'on' | 'off';
  readonly isWarm: boolean;
}

const SITUATIONS: readonly Situation[] = [
  { name: 'empty folder, no demo data', demo: 'off', isWarm: false },
  { name: 'empty folder, demo data', demo: 'on', isWarm: false },
  { name: 'folder of the run before, demo data', demo: 'on', isWarm: true },
];

/** What one start gave. */
interface Start {
  readonly seconds: number;
  readonly rssMb: number;
  readonly rssAfterMb: number;
}

/** Start time and memory of the service on its embedded database. */
async function main(): Promise<void> {
  const options: BenchOptions = { ...benchOptions(), databases: ['embedded'] };
  const machine = await factsFor(options);
  const figures: Figure[] = [];
  for (const situation of SITUATIONS) figures.push(...(await measure(situation, options)));
  printResult({
    bench: 'start',
    title: 'Start and memory of the embedded service',
    method: `From the spawn of \`node server/main.ts\` to the first 200 of \`/healthz\`; resident memory right after that and after ${REQUESTS} lists of leads. The migrations, the job tables and the demo data of an empty folder are part of its start.`,
    machine,
    figures,
  });
}

async function measure(situation: Situation, options: BenchOptions): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'xiaoshu-bench-'));
  const starts: Start[] = [];
  try {
    if (situation.isWarm) await startOnce(folder, situation.demo, 0);
    for (let round = 0; round < (options.short ? 1 : 5); round += 1) {
      if (!situation.isWarm) rmSync(folder, { recursive: true, force: true });
      starts.push(await startOnce(folder, situation.demo, options.short ? 100 : REQUESTS));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const figure = (what: string, unit: string, values: readonly number[]): Figure => ({
    what: `${situation.name}: ${what}`,
    on: 'embedded',
    unit,
    spread: spreadOf(values),
  });
  return [
    figure(
      'start',
      's',
      starts.map((start) => start.seconds),
    ),
    figure(
      'memory after the start',
      'MB',
      starts.map((start) => start.rssMb),
    ),
    figure(
      `memory after ${REQUESTS} requests`,
      'MB',
      starts.map((start) => start.rssAfterMb),
    ),
  ];
}

async function startOnce(folder: string, demo: 'on' | 'off', requests: number): Promise<Start> {
  const server = await startChild('server/main.ts', { ...serviceEnvironment({ DATA_DIR: folder }), DEMO_DATA: demo });
  try {
    const rssMb = server.rssMb();
    const headers = { authorization: `Bearer ${await adminToken(server.url)}` };
    let left = requests;
    const ask = async (): Promise<void> => {
      while (left > 0) {
        left -= 1;
        const answer = await fetch(`${server.url}/api/v1/crm/leads?page_size=20`, { headers });
        if (!answer.ok) throw new Error(`the list answered ${answer.status}`);
        await answer.arrayBuffer();
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, ask));
    return { seconds: server.startMs / 1000, rssMb, rssAfterMb: server.rssMb() };
  } finally {
    await server.stop();
  }
}

await main();
