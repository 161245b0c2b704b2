/** The vendor writes local time without a zone; it is taken as China's (not documented). Zone of `new Date` is never used. */
const ZONE = '+08:00';
/** Between 2001 and 2286 in milliseconds. */
const EPOCH_MS = /^\d{13}$/;
const LOCAL = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(\.\d{1,9})?$/;

/** Milliseconds since 1970, or local time as `2024-04-28T11:00:00`; `null` for anything else. */
export function readVendorTime(value: unknown): Date | null {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  if (EPOCH_MS.test(text)) return new Date(Number(text));
  const local = LOCAL.exec(text);
  if (!local) return null;
  const moment = new Date(`${local[1]}T${local[2]}${local[3]?.slice(0, 4) ?? ''}${ZONE}`);
  return Number.isNaN(moment.getTime()) ? null : moment;
}
