import { query } from '../../../db/query.ts';
import type { BackTest, BackTestRow } from '../../../kernel/contracts/forecast.ts';
import type { ReadScope } from '../crm-scope.ts';
import { readDealSettings } from '../deal-settings/read-deal-settings.ts';

interface Row extends Pick<BackTestRow, 'month' | 'enough' | 'history_months' | 'open_deals' | 'naive'> {
  readonly expected: number;
  readonly low: number;
  readonly high: number;
  readonly actual: number;
  readonly made_at: string;
}

/**
 * How good the forecast was, month by month, as last measured. Months without history enough are listed and not counted.
 * Whoever does not see the whole organisation is told the errors and not the sums.
 */
export async function readBackTest(scope: ReadScope): Promise<BackTest> {
  const rows = await query<Row>(
    scope.em,
    `select to_char(month, 'YYYY-MM') as month, enough, history_months, open_deals, expected::float8 as expected, low::float8 as low,
       high::float8 as high, naive::float8 as naive, actual::float8 as actual, iso(made_at) as made_at
     from forecast_back_test order by forecast_back_test.month`,
  );
  const { forecast } = await readDealSettings(scope);
  const items = rows.map(({ made_at: _made, ...row }) => ({
    ...row,
    error: row.enough && row.actual > 0 ? (row.expected - row.actual) / row.actual : null,
    covered: row.enough && row.actual >= row.low && row.actual <= row.high,
  }));
  const counted = items.filter(({ enough, actual }) => enough && actual > 0);
  const actual = total(counted.map((row) => row.actual));
  const share = (value: number): number | null => (counted.length > 0 ? value / actual : null);
  return {
    measured_at: rows[0]?.made_at ?? null,
    level: forecast.level,
    months: counted.length,
    wape: share(total(counted.map((row) => Math.abs(row.expected - row.actual)))),
    mape: counted.length > 0 ? total(counted.map(({ error }) => Math.abs(error ?? 0))) / counted.length : null,
    bias: share(total(counted.map((row) => row.expected - row.actual))),
    coverage: counted.length > 0 ? counted.filter(({ covered }) => covered).length / counted.length : null,
    naive_wape: share(total(counted.map((row) => Math.abs((row.naive ?? 0) - row.actual)))),
    items: scope.actor.dataScope === 'all' ? items : items.map(withoutSums),
  };
}

function withoutSums(row: BackTestRow): BackTestRow {
  return { ...row, open_deals: null, expected: null, low: null, high: null, naive: null, actual: null };
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
