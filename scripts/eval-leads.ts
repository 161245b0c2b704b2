import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { backTest, type Split } from '../domain/crm/scoring/fit/back-test.ts';
import type { FitRow } from '../domain/crm/scoring/fit/fit-data.ts';
import { ruleScorer } from '../domain/crm/scoring/rules/rule-scorer.ts';
import { seededRandom } from '../kernel/random.ts';
import { catalogueOf, readMapping, ruleTableOf, type Dataset } from './eval-leads/mapping.ts';
import { printReport } from './eval-leads/print-report.ts';
import { datasetIn, readRows } from './eval-leads/read-rows.ts';

/** Tenths of the rows that are tested on when there is no test folder. */
const TEST_TENTHS = 3;

/**
 * `npm run eval:leads -- --train <folder> [--test <folder>] [--seed <number>]`: fits a lead score as the product does,
 * from columns known before the contact only (`eval-leads.mapping.json`), and measures it beside rules on rows it has not
 * seen. Tables go to stderr, one JSON object to stdout; the exit code is 1 when the AUC misses the aim.
 */
async function main(): Promise<boolean> {
  const { values } = parseArgs({
    options: { train: { type: 'string' }, test: { type: 'string' }, seed: { type: 'string', default: '7' } },
  });
  if (!values.train)
    throw new Error('Usage: npm run eval:leads -- --train <folder> [--test <folder>] [--seed <number>]');
  const datasets = readMapping(join(import.meta.dirname, 'eval-leads.mapping.json'));
  const folder = resolve(values.train);
  const dataset = datasetIn(folder, datasets);
  const split = values.test
    ? { train: readRows(folder, dataset), test: readRows(resolve(values.test), dataset) }
    : splitBySeed(readRows(folder, dataset), Number(values.seed));
  const rules = ruleScorer(ruleTableOf(dataset), catalogueOf(dataset));
  const tested = await backTest(dataset.columns, split, rules);
  console.error(head(dataset, split, values.test ? 'test folder' : `split by seed ${values.seed}`));
  printReport(tested, (line) => console.error(line));
  const ok = tested.fitted.auc > dataset.aim_auc;
  console.error(`\nAUC ${tested.fitted.auc.toFixed(4)}, aim ${dataset.aim_auc}: ${ok ? 'reached' : 'missed'}`);
  const { fitted, rules: ruleFigures, fit } = tested;
  const counts = { train: split.train.length, test: split.test.length };
  console.log(
    JSON.stringify({
      dataset: dataset.name,
      aim_auc: dataset.aim_auc,
      ok,
      counts,
      fitted,
      rules: ruleFigures,
      penalty: fit.penalty,
      notes: fit.notes,
    }),
  );
  return ok;
}

function splitBySeed(rows: readonly FitRow[], seed: number): Split {
  const random = seededRandom(seed);
  const split: { train: FitRow[]; test: FitRow[] } = { train: [], test: [] };
  for (const row of rows) split[random.int(0, 10) < TEST_TENTHS ? 'test' : 'train'].push(row);
  return split;
}

function head({ name, left_out: leftOut }: Dataset, { train, test }: Split, how: string): string {
  const won = test.filter((row) => row.won).length;
  return [
    `${name}: ${train.length} rows to fit, ${test.length} to test (${won} won), ${how}`,
    `left out, known only after the contact or mere numbers: ${leftOut.map(({ column }) => column).join(', ')}`,
  ].join('\n');
}

main().then(
  (ok) => process.exit(ok ? 0 : 1),
  (thrown: unknown) => {
    console.error(thrown instanceof Error ? thrown.message : thrown);
    process.exit(2);
  },
);
