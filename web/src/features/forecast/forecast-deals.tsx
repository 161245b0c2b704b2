import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { OpportunityView } from '../../../../kernel/contracts/crm.ts';
import type { Forecast } from '../../../../kernel/contracts/forecast.ts';
import type { Page } from '../../../../kernel/contracts/paging.ts';
import { api } from '../../api/client.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { ListSkeleton } from '../lists/list-skeleton.tsx';
import type { ListState } from '../lists/use-list-state.ts';
import { OpportunityCard } from '../opportunities/opportunity-card.tsx';
import { useRowName } from './forecast-table.tsx';
import { monthDays } from './period.ts';

interface ForecastDealsProps {
  forecast: Forecast;
  by: 'none' | 'owner' | 'team';
  list: ListState;
}

/** The deals behind a figure: those that are to close in the month of the address, of its person or team. */
export function ForecastDeals({ forecast, by, list }: ForecastDealsProps) {
  const { t } = useTranslation();
  const nameOf = useRowName();
  const { month, group } = list.search;
  const row = forecast.rows.find((one) => one.month === month && (one.group_id ?? undefined) === group);
  // What is past its day counts for the month that runs.
  const running = month === forecast.rows[0]?.month;
  const span = month === undefined ? undefined : monthDays(month);
  const asked = {
    open: 'true',
    close_from: running ? undefined : span?.from,
    close_to: span?.to,
    owner_id: by === 'owner' ? group : undefined,
    team_id: by === 'team' ? group : undefined,
    sort: 'expected_close',
    page_size: 50,
  };
  const query = useInfiniteQuery({
    queryKey: ['crm/opportunities', 'forecast', asked],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<OpportunityView>>('crm/opportunities', { ...asked, page: pageParam }, signal),
    initialPageParam: 1,
    getNextPageParam: (last) => (last.page * last.page_size < last.total ? last.page + 1 : undefined),
    enabled: row !== undefined,
  });
  const deals = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <SidePanel
      open={row !== undefined}
      onOpenChange={(open) => !open && list.change({ month: undefined, group: undefined })}
      title={row === undefined ? '' : t('forecast.dealsTitle', { month: nameOf(row) })}
    >
      {query.isPending && <ListSkeleton />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data !== undefined && deals.length === 0 && <p className="text-muted">{t('forecast.noDeals')}</p>}
      <ul className="-mx-4">
        {deals.map((deal) => (
          <li key={deal.id} className="border-b border-line">
            <Link
              to="/opportunities"
              search={{ open: deal.id }}
              className="flex w-full flex-col gap-1 px-4 py-3 hover:bg-sunken focus-visible:-outline-offset-2"
            >
              <OpportunityCard opportunity={deal} />
            </Link>
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <Button
          variant="ghost"
          className="mt-2 w-full"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t('list.more')}
        </Button>
      )}
    </SidePanel>
  );
}
