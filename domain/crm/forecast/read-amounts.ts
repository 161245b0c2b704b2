import { query } from '../../../db/query.ts';
import type { ReadScope } from '../crm-scope.ts';

/** What won deals were worth: the mean and twenty amounts that stand for the spread (each as likely), with that mean. */
export interface AmountSpread {
  readonly n: number;
  readonly mean: number;
  readonly points: readonly number[];
}

/** What deals are won for: of everything, and of each product. */
export interface Amounts {
  readonly all: AmountSpread;
  readonly products: Readonly<Record<string, AmountSpread>>;
}

/** How many won deals a product needs to speak for itself. */
const ENOUGH = 5;
const POINTS = Array.from({ length: 20 }, (_, index) => (index + 0.5) / 20);

interface Row {
  readonly product_id: string | null;
  readonly is_all: boolean;
  readonly n: number;
  readonly mean: number;
  readonly points: number[];
  readonly list_price: number | null;
}

/**
 * What deals won in the two years up to a day were worth. A product with few of them stands for its list price, and without
 * one for everything.
 */
export async function readAmounts(scope: Pick<ReadScope, 'em'>, day: string): Promise<Amounts> {
  const rows = await query<Row>(
    scope.em,
    `select o.product_id, grouping(o.product_id) = 1 as is_all, count(*)::int as n, avg(o.amount)::float8 as mean,
       percentile_cont($2::float8[]) within group (order by o.amount::float8) as points, max(p.list_price)::float8 as list_price
     from opportunity o left join product p on p.id = o.product_id
     where o.stage = 'won' and o.amount > 0 and o.closed_on between $1::date - 730 and $1::date
     group by grouping sets ((o.product_id), ())`,
    [day, POINTS],
  );
  const all = rows.find((row) => row.is_all && row.n > 0);
  const products = Object.fromEntries(
    rows.flatMap((row) => (row.product_id && row.n >= ENOUGH ? [[row.product_id, spreadOf(row)]] : [])),
  );
  const prices = await query<{ id: string; price: number }>(
    scope.em,
    'select id, list_price::float8 as price from product where list_price > 0 and not (id = any($1::uuid[]))',
    [Object.keys(products)],
  );
  for (const { id, price } of prices) products[id] = { n: 0, mean: price, points: [price] };
  return { all: all ? spreadOf(all) : { n: 0, mean: 0, points: [0] }, products };
}

/** The middle of each twentieth, stretched so that they have the true mean although the tail is cut. */
function spreadOf(row: Row): AmountSpread {
  const mean = row.points.reduce((sum, point) => sum + point, 0) / row.points.length;
  const stretch = mean > 0 ? row.mean / mean : 1;
  return { n: row.n, mean: row.mean, points: row.points.map((point) => point * stretch) };
}
