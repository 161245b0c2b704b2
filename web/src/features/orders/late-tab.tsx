import { PackageCheck } from 'lucide-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { OVERDUE_KINDS, type OverdueView } from '../../../../kernel/contracts/delivery.ts';
import { useFormat } from '../../format/use-format.ts';
import { Badge } from '../../ui/badge.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { FilterRow } from '../lists/filter-row.tsx';
import type { Filter } from '../lists/filter.ts';
import { ListSkeleton } from '../lists/list-skeleton.tsx';
import { Pager } from '../lists/pager.tsx';
import { useFacets } from '../lists/use-facets.ts';
import type { ListState } from '../lists/use-list-state.ts';
import { usePage } from '../lists/use-page.ts';
import { TimeText } from '../records/time-text.tsx';

/** Tasks, milestones and issues past their day, the latest of all first; each leads to its order. */
export function LateTab({ list }: { list: ListState }) {
  const { t } = useTranslation();
  const facets = useFacets('customers');
  const { kind, owner_id: owner } = list.search;
  const query = usePage<OverdueView>('crm/delivery/overdue', {
    kind,
    owner_id: owner,
    page: list.page,
    page_size: list.size,
  });
  const filters: Filter[] = [
    {
      name: 'kind',
      word: 'lateKind',
      options: OVERDUE_KINDS.map((one) => ({ value: one, label: t(`overdueKind.${one}`) })),
    },
    {
      name: 'owner_id',
      word: 'owner',
      options: (facets?.owners ?? []).map((one) => ({ value: one.id, label: one.name })),
    },
  ];
  return (
    <>
      <FilterRow list={list} filters={filters} />
      <div className="mt-2 flex-1 border-t border-line bg-surface" aria-busy={query.isFetching}>
        {query.isPending && <ListSkeleton />}
        {query.isError && query.data === undefined && (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        )}
        {query.data?.items.length === 0 && (
          <EmptyState icon={PackageCheck} title={t('order.noLate')}>
            {t('order.noLateBody')}
          </EmptyState>
        )}
        <ul>
          {query.data?.items.map((late) => (
            <LateRow key={`${late.kind} ${late.id}`} late={late} list={list} />
          ))}
        </ul>
        {query.data !== undefined && query.data.total > list.size && <Pager list={list} total={query.data.total} />}
      </div>
    </>
  );
}

function LateRow({ late, list }: { late: OverdueView; list: ListState }) {
  const { t } = useTranslation();
  const { money } = useFormat();
  const order = late.order_id;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-2">
      <Badge>{t(`overdueKind.${late.kind}`)}</Badge>
      {order === null ? (
        <span className="min-w-40 flex-1 font-medium">{late.title}</span>
      ) : (
        <button
          type="button"
          className="tap min-w-40 flex-1 rounded-sm text-left font-medium hover:text-accent-ink"
          onClick={() => list.change({ open: order })}
        >
          {late.title}
        </button>
      )}
      {late.amount !== null && <span className="num">{money(late.amount)}</span>}
      <Link
        to="/customers/$id"
        params={{ id: late.customer_id }}
        className="text-sm text-accent-ink underline-offset-4 hover:underline"
      >
        {late.customer_name}
      </Link>
      <span className="text-sm text-muted">{late.owner_name}</span>
      <span className="flex items-center gap-2 text-sm">
        <TimeText at={late.due_on} />
        <span className="num text-danger">{t('order.lateDays', { days: late.days_late })}</span>
      </span>
    </li>
  );
}
