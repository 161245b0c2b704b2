import { query } from '../../../db/query.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { ReadScope } from '../crm-scope.ts';
import { localToday } from '../local-today.ts';
import { readSegment, allSegments } from './segment-view.ts';

/** Notes how many records each segment has today, whoever owns them; a second run of a day corrects the first. */
export async function noteCounts(scope: ReadScope & { readonly clock: Clock }): Promise<void> {
  for (const { id } of await allSegments(scope)) {
    const { count } = await readSegment(scope, id);
    await query(
      scope.em,
      `insert into segment_count (segment_id, day, count) values ($1, $2, $3)
       on conflict (segment_id, day) do update set count = excluded.count`,
      [id, localToday(scope.clock), count],
    );
  }
}

/** A segment's counts by day, the oldest first, the last year. */
export async function listCounts(
  scope: ReadScope & { readonly clock: Clock },
  input: { readonly id: string },
): Promise<{ day: string; count: number }[]> {
  await readSegment(scope, input.id);
  return await query(
    scope.em,
    `select to_char(day, 'YYYY-MM-DD') as day, count from segment_count
     where segment_id = $1 and day > $2::date - 366 order by day`,
    [input.id, localToday(scope.clock)],
  );
}
