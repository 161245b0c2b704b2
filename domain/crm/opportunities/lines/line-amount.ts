/**
 * What a line costs, in yuan: quantity (three decimals) × unit price (cents) less the discount in per cent (two decimals),
 * rounded half up to cents. Computed in whole numbers, so that it is exact and the same as the database would say.
 */
export function lineAmount(line: {
  readonly quantity: number;
  readonly unit_price: number;
  readonly discount: number;
}): number {
  const product = whole(line.quantity, 3) * whole(line.unit_price, 2) * (10_000n - whole(line.discount, 2));
  // Thousandths × cents × hundredths of a per cent: seven decimals more than cents need.
  return Number((product + 5_000_000n) / 10_000_000n) / 100;
}

/** The sum of amounts in yuan, exact to the cent. */
export function sumAmounts(amounts: readonly number[]): number {
  return Number(amounts.reduce((sum, amount) => sum + whole(amount, 2), 0n)) / 100;
}

function whole(value: number, decimals: number): bigint {
  const [digits = '0', fraction = ''] = value.toFixed(decimals).split('.');
  return BigInt(digits + fraction);
}
