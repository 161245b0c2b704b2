import type { BenchDatabase } from '../bench-database.ts';
import { benchDatabase } from '../bench-database.ts';
import type { BenchOptions } from '../bench-options.ts';
import type { Figure } from '../result.ts';
import { spreadOf } from '../spread.ts';
import { emptyDatabase } from './empty-database.ts';
import { runProcess } from './run-process.ts';

const AIM = 3;
const SETTINGS = ['default', 'best'] as const;
type Setting = (typeof SETTINGS)[number];
/** `SOP_BATCH` of ours at its best; 0 is the default. */
const BATCH: Readonly<Record<Setting, string>> = { default: '0', best: '500' };
/** What each keeps of one unit of its work, so that a reader knows what is compared. */
const PEERS = [
  { name: 'DBOS', script: 'dbos-rate.ts', steps: 2, unit: 'sequences/s', of: 'durable sequences of two steps' },
  {
    name: 'pg-boss, batches',
    script: 'pg-boss-rate.ts',
    steps: 1,
    unit: 'steps/s',
    of: 'steps, each claimed for itself',
  },
  {
    name: 'graphile-worker',
    script: 'graphile-rate.ts',
    steps: 1,
    unit: 'steps/s',
    of: 'steps, each claimed for itself',
  },
] as const;

/** Sequences and steps a second beside what others would carry them with: rounds take turns, each side a process and a database of its own. */
export async function rateFigures(options: BenchOptions): Promise<Figure[]> {
  const count = options.short ? 200 : 10_000;
  const rounds = options.short ? 1 : 3;
  const figures: Figure[] = [];
  for (const setting of SETTINGS) {
    const rates = new Map<string, number[]>();
    const note = (name: string, rate: number): void => void rates.set(name, [...(rates.get(name) ?? []), rate]);
    for (let round = 0; round < rounds; round += 1) {
      for (const steps of [2, 1])
        note(`ours ${steps}`, await ownRate(options, { count, steps, batch: BATCH[setting] }));
      for (const peer of PEERS) note(peer.name, await peerRate(options, peer.script, [`${count}`, setting]));
    }
    figures.push(...compare(setting, rates));
  }
  return figures;
}

function compare(setting: Setting, rates: ReadonlyMap<string, readonly number[]>): Figure[] {
  const line = (what: string, unit: string, values: readonly number[]): Figure => ({
    what: `${what} (${setting} settings)`,
    on: 'PostgreSQL',
    unit,
    spread: spreadOf(values),
  });
  const own = (steps: number): readonly number[] => rates.get(`ours ${steps}`)!;
  const figures = [
    line('durable sequences of two steps: the service', 'sequences/s', own(2)),
    line('steps, each claimed for itself: the service', 'steps/s', own(1)),
  ];
  for (const { name, steps, unit, of } of PEERS) {
    const theirs = rates.get(name)!;
    const ratio = line(
      `the service / ${name}`,
      'ratio',
      own(steps).map((rate, round) => rate / (theirs[round] ?? Number.NaN)),
    );
    const aimed = name === 'DBOS' ? { aim: { text: `at least ${AIM}`, met: ratio.spread.median >= AIM } } : {};
    figures.push(line(`${of}: ${name}`, unit, theirs), { ...ratio, ...aimed });
  }
  return figures;
}

async function ownRate(
  options: BenchOptions,
  { count, steps, batch }: { readonly count: number; readonly steps: number; readonly batch: string },
): Promise<number> {
  const database: BenchDatabase = await benchDatabase('PostgreSQL', options.serverUrl, () => Promise.resolve());
  try {
    const url = database.environment['DATABASE_URL']!;
    return (await runProcess<{ rate: number }>('own-rate.ts', [url, `${count}`, `${steps}`, batch])).rate;
  } finally {
    await database.drop();
  }
}

async function peerRate(options: BenchOptions, script: string, args: readonly string[]): Promise<number> {
  const database = await emptyDatabase(options.serverUrl);
  try {
    return (await runProcess<{ rate: number }>(script, [database.url, ...args])).rate;
  } finally {
    await database.drop();
  }
}
