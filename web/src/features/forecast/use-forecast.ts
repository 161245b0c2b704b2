import { useQuery } from '@tanstack/react-query';
import type { StageSum } from '../../../../kernel/contracts/crm.ts';
import type { Forecast } from '../../../../kernel/contracts/forecast.ts';
import { api } from '../../api/client.ts';
import { dayOf } from '../../format/day-of.ts';
import { useNow } from '../../format/use-now.ts';
import { earlierMonths, monthsAhead, type Period } from './period.ts';

/** The forecast of a period, and what was won in the months of its quarter that are over. */
export function useForecast(period: Period, by: string) {
  const today = dayOf(useNow());
  const months = monthsAhead(period, today);
  const earlier = earlierMonths(period, today);
  const forecast = useQuery({
    queryKey: ['crm/forecast', { months, by }],
    queryFn: ({ signal }) => api.get<Forecast>('crm/forecast', { months, by }, signal),
  });
  const won = useQuery({
    queryKey: ['crm/opportunities', 'sums', 'won', earlier],
    queryFn: ({ signal }) =>
      api
        .get<{ items: StageSum[] }>(
          'crm/opportunities/board',
          { close_from: earlier?.from, close_to: earlier?.to },
          signal,
        )
        .then(({ items }) => items.find((one) => one.stage === 'won')?.amount ?? 0),
    enabled: earlier !== undefined,
  });
  return { forecast, wonEarlier: earlier === undefined ? 0 : won.data };
}
