const OFFSET_MS = 8 * 3_600_000;

/** The calendar day of a moment in Asia/Shanghai, which is UTC+8 the whole year. */
export function localDay(moment: Date): string {
  return new Date(moment.getTime() + OFFSET_MS).toISOString().slice(0, 10);
}
