/** A typed number within its limits, full-width digits and a real minus too; undefined when it is none. */
export function readNumber(
  text: string,
  { min, max, whole = false }: { readonly min: number; readonly max: number; readonly whole?: boolean },
): number | undefined {
  const plain = text
    .normalize('NFKC')
    .replaceAll('−', '-')
    .replaceAll(/[,¥\s]/g, '');
  const value = Number(plain);
  const fits = plain !== '' && Number.isFinite(value) && value >= min && value <= max;
  return fits && (!whole || Number.isInteger(value)) ? value : undefined;
}
