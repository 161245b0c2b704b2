import { afterAll, beforeAll, expect, test } from 'vitest';
import { readdirSync } from 'node:fs';
import { createOrm, forkEm } from '../../db/orm.ts';
import { query } from '../../db/query.ts';
import { systemActor } from '../../kernel/actor.ts';
import { testDatabase } from '../../tests/support/database.ts';
import { FakeClock } from '../../tests/support/fake-clock.ts';
import { makeReportWorld } from '../../tests/support/report-world.ts';
import { DIMENSIONS } from './dimensions.ts';
import { REPORT_DATASETS } from './registry.ts';
import { BUILT_IN_LAYER, dimensionsIn } from './report-layer.ts';
import { reportCatalogue } from './report-catalogue.ts';
import { runReport } from './run-report.ts';
import { timeBuckets } from './time-buckets.ts';

let ask: (metrics: string[], dimension: string) => ReturnType<typeof runReport>;
let bucketsOf: (pattern: string) => Promise<string[]>;
let stop: () => Promise<void>;

beforeAll(async () => {
  const database = await testDatabase();
  const orm = await createOrm({ url: database.url, poolSize: 2 });
  await makeReportWorld(forkEm(orm));
  const scope = { em: forkEm(orm), clock: new FakeClock(), actor: systemActor(['report.read']) };
  ask = (metrics, dimension) => runReport(scope, { metrics, dimensions: [dimension] });
  bucketsOf = async (pattern) => {
    const days = "generate_series('2019-12-20'::date, '2027-01-10'::date, '1 day') as day";
    const rows = await query<{ name: string }>(
      scope.em,
      `select name from (select to_char(day, $1) as name, min(day) as first from ${days} group by 1) b order by first`,
      [pattern],
    );
    return rows.map(({ name }) => name);
  };
  stop = async () => {
    await orm.close(true);
    await database.stop();
  };
});
afterAll(async () => await stop());

test('every metric runs by every dimension it declares, and the groups of sums make the whole', async () => {
  for (const dataset of REPORT_DATASETS) {
    for (const dimension of dimensionsIn(BUILT_IN_LAYER, dataset)) {
      const metrics = dataset.metrics;
      for (let from = 0; from < metrics.length; from += 8) {
        const part = metrics.slice(from, from + 8);
        const { rows, totals } = await ask(
          part.map(({ name }) => name),
          dimension.name,
        );
        for (const { name, kind } of part) {
          if (kind !== 'additive') continue;
          expect([name, dimension.name, rows.reduce((sum, row) => sum + Number(row[name]), 0)]).toEqual([
            name,
            dimension.name,
            totals[name],
          ]);
        }
      }
    }
  }
});

test('the catalogue has unique names, and no word means two metrics or two dimensions', () => {
  const { metrics, dimensions } = reportCatalogue();
  for (const list of [metrics, dimensions]) {
    const words = list.flatMap(({ name, label, synonyms }) => [name, label, ...synonyms]);
    expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
  }
});

test('every dataset file is listed, and every dataset names known dimensions and dates', () => {
  const files = readdirSync(new URL('./datasets', import.meta.url)).filter((name) => name.endsWith('.report.ts'));
  const listed = REPORT_DATASETS.map(({ name }) => `${name.replaceAll('_', '-')}.report.ts`);
  expect(listed.toSorted()).toEqual(files.toSorted());
  const known = new Set(DIMENSIONS.map(({ name }) => name));
  for (const { dimensions } of REPORT_DATASETS)
    expect(Object.keys(dimensions).filter((name) => !known.has(name))).toEqual([]);
  for (const { metric, dataset } of BUILT_IN_LAYER.metrics) expect(Object.keys(dataset.dates)).toContain(metric.period);
});

test.each(DIMENSIONS.filter(({ bucket }) => bucket).map(({ name, bucket }) => [name, bucket] as const))(
  'buckets by %s are named here as the database names them',
  async (name, bucket) => {
    expect(timeBuckets({ from: '2019-12-20', to: '2027-01-10' }, name)).toEqual(await bucketsOf(bucket ?? ''));
  },
);
