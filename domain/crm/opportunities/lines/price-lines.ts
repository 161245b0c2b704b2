import { query } from '../../../../db/query.ts';
import type { LineInput } from '../../../../kernel/contracts/deals.ts';
import type { ReadScope } from '../../crm-scope.ts';
import { crmError } from '../../errors.ts';
import { stageError } from '../../stages/errors.ts';
import { lineAmount, sumAmounts } from './line-amount.ts';

/** A line with everything settled: name, price, amount. */
export interface PricedLine {
  readonly product_id: string | null;
  readonly name: string;
  readonly quantity: number;
  readonly unit_price: number;
  readonly discount: number;
  readonly amount: number;
}

export interface PricedLines {
  readonly lines: readonly PricedLine[];
  readonly total: number;
}

/** What the columns of an amount hold. */
const MOST = 1e12;

/**
 * Settles lines as people give them: a product brings its name and list price unless others are given.
 * @throws AppError `crm.product_not_found`, `crm.line_amount_too_large` with the number of the line
 */
export async function priceLines(scope: Pick<ReadScope, 'em'>, given: readonly LineInput[]): Promise<PricedLines> {
  const ids = [...new Set(given.map((line) => line.product_id).filter((id): id is string => Boolean(id)))];
  const products = new Map(
    (
      await query<{ id: string; name: string; list_price: number | null }>(
        scope.em,
        'select id, name, list_price::float8 as list_price from product where id = any($1::uuid[])',
        [ids],
      )
    ).map((product) => [product.id, product]),
  );
  const lines = given.map((line, index): PricedLine => {
    const product = line.product_id ? products.get(line.product_id) : undefined;
    if (line.product_id && !product) throw crmError('crm.product_not_found', { details: { id: line.product_id } });
    const settled = {
      product_id: product?.id ?? null,
      name: line.name || product?.name || '',
      quantity: rounded(line.quantity, 3),
      unit_price: rounded(line.unit_price ?? product?.list_price ?? 0, 2),
      discount: rounded(line.discount, 2),
    };
    const amount = lineAmount(settled);
    if (amount > MOST) throw stageError('crm.line_amount_too_large', { details: { row: index + 1 } });
    return { ...settled, amount };
  });
  const total = sumAmounts(lines.map(({ amount }) => amount));
  if (total > MOST) throw stageError('crm.line_amount_too_large', { details: { row: lines.length } });
  return { lines, total };
}

function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}
