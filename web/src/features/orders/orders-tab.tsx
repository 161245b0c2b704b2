import { PackageCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ORDER_STATUSES, type OrderView } from '../../../../kernel/contracts/orders.ts';
import { useFormat } from '../../format/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { CardList } from '../lists/card-list.tsx';
import { DataTable } from '../lists/data-table.tsx';
import { FilterRow } from '../lists/filter-row.tsx';
import type { Filter } from '../lists/filter.ts';
import { listQuery } from '../lists/list-search.ts';
import { ListSkeleton } from '../lists/list-skeleton.tsx';
import { Pager } from '../lists/pager.tsx';
import { SearchBox } from '../lists/search-box.tsx';
import { useFacets } from '../lists/use-facets.ts';
import type { ListState } from '../lists/use-list-state.ts';
import { useNarrow } from '../lists/use-narrow.ts';
import { usePage } from '../lists/use-page.ts';
import { OrderCard } from './order-card.tsx';
import { orderColumns } from './order-columns.tsx';

/** The orders, the most late delivery first unless another order was chosen. */
export function OrdersTab({ list }: { list: ListState }) {
  const { t } = useTranslation();
  const facets = useFacets('customers');
  const { tab: _tab, kind: _kind, ...asked } = listQuery(list.search);
  const query = usePage<OrderView>('crm/orders', { sort: 'next_due', ...asked });
  const filters: Filter[] = [
    {
      name: 'status',
      word: 'status',
      options: ORDER_STATUSES.map((status) => ({ value: status, label: t(`orderStatus.${status}`) })),
    },
    {
      name: 'owner_id',
      word: 'owner',
      options: (facets?.owners ?? []).map((owner) => ({ value: owner.id, label: owner.name })),
    },
  ];
  return (
    <>
      <div className="px-4 pb-2">
        <SearchBox list={list} placeholder={t('order.searchHint')} />
      </div>
      <FilterRow list={list} filters={filters} />
      <div className="mt-2 flex-1 border-t border-line bg-surface" aria-busy={query.isFetching}>
        <OrderRows list={list} query={query} filters={filters} />
      </div>
    </>
  );
}

interface OrderRowsProps {
  list: ListState;
  query: ReturnType<typeof usePage<OrderView>>;
  filters: readonly Filter[];
}

function OrderRows({ list, query, filters }: OrderRowsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const narrow = useNarrow();
  if (query.isPending) return <ListSkeleton />;
  if (query.isError && query.data === undefined)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const { items, total } = query.data;
  const filtered = list.search['q'] !== undefined || filters.some((one) => list.search[one.name] !== undefined);
  if (items.length === 0 && filtered)
    return (
      <EmptyState
        icon={PackageCheck}
        title={t('list.nothingFound')}
        action={<Button onClick={() => list.become({})}>{t('list.liftAll')}</Button>}
      >
        {t('list.nothingFoundHint')}
      </EmptyState>
    );
  if (items.length === 0)
    return (
      <EmptyState icon={PackageCheck} title={t('order.emptyTitle')}>
        {t('order.emptyBody')}
      </EmptyState>
    );
  return (
    <>
      {narrow ? (
        <CardList
          list={list}
          rows={items}
          caption={t('order.tabOrders')}
          renderCard={(order) => <OrderCard order={order} />}
        />
      ) : (
        <DataTable
          list={list}
          columns={orderColumns(format, t)}
          rows={items}
          caption={t('order.tabOrders')}
          nameOf={(order) => order.name}
        />
      )}
      <Pager list={list} total={total} />
    </>
  );
}
