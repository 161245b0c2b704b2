import { query } from '../../../../db/query.ts';
import type { HealthSignal } from '../health-signal.port.ts';

/**
 * A measure from one statement that answers `id` and `figure` for customers in `$1::uuid[]` at the moment `$2`; a null
 * figure is not known.
 */
export function measureBySql(text: string): HealthSignal['measure'] {
  return async (scope, customerIds, now) => {
    const rows = await query<{ id: string; figure: number | null }>(scope.em, text, [customerIds, now]);
    return new Map(rows.flatMap(({ id, figure }) => (figure === null ? [] : [[id, figure] as const])));
  };
}

/** The calendar day of the moment `$2` where the organisation works. */
export const TODAY_SQL = `($2::timestamptz at time zone 'Asia/Shanghai')::date`;
