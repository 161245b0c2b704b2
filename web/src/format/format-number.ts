const number = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });

/** A plain number with thousands: `12,345`. '' for null. */
export function formatNumber(value: number | null | undefined): string {
  return value === null || value === undefined ? '' : number.format(value);
}
