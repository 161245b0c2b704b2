import type { ReportAnswer, ReportRequestInput } from '../../kernel/contracts/reports.ts';
import type { HttpClient } from './http-client.ts';
import { GROUP_TABLES, type Figures, type GroupTable, type Truth } from './read-folder.ts';
import { compare, type Score } from './score.ts';

/** Our metric for each figure of the truth, and the decimals the truth keeps. */
const METRICS: readonly [metric: string, figure: keyof Figures, decimals: number][] = [
  ['opportunity_count', 'opportunities', 0],
  ['won_count', 'won', 0],
  ['lost_count', 'lost', 0],
  ['open_count', 'open', 0],
  ['won_amount', 'won_value', 2],
  ['win_rate', 'win_rate', 6],
  ['average_won_amount', 'average_won_value', 4],
];
const DIMENSIONS: Readonly<Record<GroupTable, string>> = {
  by_agent: 'owner',
  by_manager: 'manager',
  by_region: 'region',
  by_product: 'product',
  by_series: 'series',
  by_sector: 'sector',
  by_account: 'customer',
  by_close_quarter: 'quarter',
  by_close_month: 'month',
};
const STAGES: Readonly<Record<string, string>> = {
  Prospecting: 'prospecting',
  Engaging: 'qualification',
  Won: 'won',
  Lost: 'lost',
};

/** Asks the service for every table of the truth and compares every number. */
export async function compareTables(client: HttpClient, truth: Truth): Promise<Record<string, Score>> {
  const ask = (request: ReportRequestInput) => client.call<ReportAnswer>('POST', '/api/v1/reports/query', request);
  const metrics = METRICS.map(([metric]) => metric);
  const scores: Record<string, Score> = { total: { compared: 0, equal: 0 } };
  compareFigures(scores['total'] as Score, 'total', (await ask({ metrics })).totals, truth.total);
  for (const table of GROUP_TABLES) {
    const byClose = table.startsWith('by_close') ? { period_field: 'closed_on' } : {};
    const answer = await ask({ metrics, dimensions: [DIMENSIONS[table]], ...byClose });
    scores[table] = compareGroups(table, answer, truth[table]);
  }
  return { ...scores, ...(await compareRest(ask, truth)) };
}

function compareFigures(score: Score, what: string, cells: Readonly<Record<string, unknown>>, expected: Figures): void {
  for (const [metric, figure, decimals] of METRICS) {
    compare(score, `${what} ${figure}`, cells[metric], expected[figure], decimals);
  }
}

/** Every group of the truth, and that there is no other but the one of records without a value. */
function compareGroups(table: GroupTable, answer: ReportAnswer, truth: Readonly<Record<string, Figures>>): Score {
  const score = { compared: 0, equal: 0 };
  const rows = new Map(answer.rows.map((row) => [String(row[DIMENSIONS[table]]), row]));
  for (const [name, figures] of Object.entries(truth))
    compareFigures(score, `${table} ${name}`, rows.get(name) ?? {}, figures);
  const named = [...rows.keys()].filter((name) => name !== '未填写').length;
  compare(score, `${table}, number of groups`, named, Object.keys(truth).length);
  return score;
}

async function compareRest(
  ask: (request: ReportRequestInput) => Promise<ReportAnswer>,
  truth: Truth,
): Promise<Record<string, Score>> {
  const scores = {
    stages: { compared: 0, equal: 0 },
    rows_without_account: { compared: 0, equal: 0 },
    cycle_days: { compared: 0, equal: 0 },
  };
  for (const [stage, count] of Object.entries(truth.stages)) {
    const { totals } = await ask({
      metrics: ['opportunity_count'],
      filters: [{ dimension: 'stage', values: [STAGES[stage] ?? stage] }],
    });
    compare(scores.stages, `stage ${stage}`, totals['opportunity_count'], count);
  }
  const blank = await ask({ metrics: ['opportunity_count'], filters: [{ dimension: 'customer', values: [null] }] });
  compare(
    scores.rows_without_account,
    'without account',
    blank.totals['opportunity_count'],
    truth.rows_without_account,
  );
  for (const outcome of ['won', 'lost'] as const) {
    const names = [`${outcome}_cycle_days`, `median_${outcome}_cycle_days`, `${outcome}_count`];
    const { totals } = await ask({ metrics: names });
    const { mean, median, n } = truth.cycle_days[outcome];
    for (const [at, expected] of [mean, median, n].entries()) {
      compare(scores.cycle_days, names[at] ?? '', totals[names[at] ?? ''], expected);
    }
  }
  return scores;
}
