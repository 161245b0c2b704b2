import { query, queryOne } from '../../../db/query.ts';
import type { WriteScope } from '../crm-scope.ts';
import { localToday } from '../local-today.ts';
import { FIT_FORMAT, fitHistory, type Fit } from './fit-history.ts';
import { readAmounts } from './read-amounts.ts';
import { readHistory } from './read-history.ts';
import { pastDays } from './snapshot.ts';

/** Windows a stored fit looks ahead: the rest of this month and the five months after. */
export const AHEAD = [0, 1, 2, 3, 4, 5] as const;
/** A fit this many days old still serves. */
const STILL_GOOD = 7;

/** Learns from history as of today and keeps it for the day's forecasts; an earlier fit of the day is replaced. */
export async function makeFit(scope: Pick<WriteScope, 'em' | 'clock'>): Promise<Fit> {
  const today = localToday(scope.clock);
  const history = await readHistory(scope, pastDays(today), AHEAD);
  const fit = fitHistory(today, history, await readAmounts(scope, today), AHEAD);
  await query(
    scope.em,
    `insert into forecast_fit (day, fit, made_at) values ($1, $2::jsonb, $3)
     on conflict (day) do update set fit = excluded.fit, made_at = excluded.made_at`,
    [today, JSON.stringify(fit), scope.clock.now()],
  );
  await query(scope.em, 'delete from forecast_fit where day < $1::date - 30', [today]);
  return fit;
}

/** The latest fit of the last days; where there is none, it is made now. Seasons and windows are counted from its own day. */
export async function latestFit(scope: Pick<WriteScope, 'em' | 'clock'>): Promise<Fit> {
  const today = localToday(scope.clock);
  const row = await queryOne<{ fit: Fit }>(
    scope.em,
    `select fit from forecast_fit where day between $1::date - $2::int and $1::date and (fit ->> 'format')::int = $3
     order by day desc limit 1`,
    [today, STILL_GOOD, FIT_FORMAT],
  );
  return row?.fit ?? (await makeFit(scope));
}
