import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { CalendarCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Page } from '../../../../kernel/contracts/paging.ts';
import type { UnplannedView } from '../../../../kernel/contracts/reminders.ts';
import { api } from '../../api/client.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { ChoiceBar } from '../lists/choice-bar.tsx';
import { FilterRow } from '../lists/filter-row.tsx';
import { ListSkeleton } from '../lists/list-skeleton.tsx';
import { Pager } from '../lists/pager.tsx';
import { useFacets } from '../lists/use-facets.ts';
import type { ListState } from '../lists/use-list-state.ts';
import { UnplannedRow } from './unplanned-row.tsx';

const KINDS = ['opportunity', 'customer'] as const;

/** Deals or customers for which nobody has planned anything, the longest idle first, each planned with one click. */
export function UnplannedTab({ list }: { list: ListState }) {
  const { t } = useTranslation();
  const facets = useFacets('customers');
  const kind = KINDS.find((one) => one === list.search['of']) ?? 'opportunity';
  const asked = { kind, owner_id: list.search['owner_id'], page: list.page, page_size: list.size };
  const query = useQuery({
    queryKey: ['crm/follow-ups', 'unplanned', asked],
    queryFn: ({ signal }) => api.get<Page<UnplannedView>>('crm/follow-ups/unplanned', asked, signal),
    placeholderData: keepPreviousData,
  });
  const owners = {
    name: 'owner_id',
    word: 'owner' as const,
    options: (facets?.owners ?? []).map((owner) => ({ value: owner.id, label: owner.name })),
  };
  return (
    <>
      <div className="flex flex-wrap items-center gap-y-2 pl-4">
        <ChoiceBar
          label={t('unplanned.of')}
          value={kind}
          options={KINDS.map((one) => ({ value: one, label: t(`unplanned.${one}`) }))}
          onChange={(value) => list.change({ of: value === 'opportunity' ? undefined : value })}
        />
        <FilterRow list={list} filters={[owners]} />
        {query.data && <span className="num text-sm text-muted">{t('list.found', { count: query.data.total })}</span>}
      </div>
      <p className="px-4 py-1 text-sm text-muted">{t('unplanned.hint')}</p>
      <div className="mt-2 flex-1 border-t border-line bg-surface" aria-busy={query.isFetching}>
        {query.isPending && <ListSkeleton />}
        {query.isError && query.data === undefined && (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        )}
        {query.data?.items.length === 0 && (
          <EmptyState icon={CalendarCheck} title={t('unplanned.emptyTitle')}>
            {t('unplanned.emptyBody')}
          </EmptyState>
        )}
        <ul className="px-4">
          {query.data?.items.map((one) => (
            <UnplannedRow key={one.id} record={one} />
          ))}
        </ul>
        {query.data !== undefined && query.data.total > list.size && <Pager list={list} total={query.data.total} />}
      </div>
    </>
  );
}
