import type { UseQueryResult } from '@tanstack/react-query';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Page } from '../../../../kernel/contracts/paging.ts';
import type { SegmentEntity } from '../../../../kernel/contracts/segments.ts';
import { PageHead } from '../../shell/page-head.tsx';
import { Button } from '../../ui/button.tsx';
import { cn } from '../../ui/cn.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { CardList } from './card-list.tsx';
import { ColumnMenu } from './column-menu.tsx';
import type { Column } from './column.ts';
import { DataTable } from './data-table.tsx';
import { FilterRow } from './filter-row.tsx';
import type { Filter } from './filter.ts';
import { ListSkeleton } from './list-skeleton.tsx';
import { Pager } from './pager.tsx';
import { SearchBox } from './search-box.tsx';
import type { ListState } from './use-list-state.ts';
import { useNarrow } from './use-narrow.ts';
import type { Selection } from './use-selection.ts';
import { ViewsMenu, type ViewPreset } from './views-menu.tsx';

export interface ListPageProps<T> {
  /** Whose saved views are offered; none without it. */
  entity?: SegmentEntity;
  /** Views that are always there. */
  presets?: readonly ViewPreset[];
  title: string;
  searchHint: string;
  list: ListState;
  query: UseQueryResult<Page<T>>;
  columns: readonly Column<T>[];
  filters: readonly Filter[];
  nameOf: (row: T) => string;
  renderCard: (row: T) => ReactNode;
  /** Buttons at the right of the title. */
  actions?: ReactNode;
  /** What stands above the table while rows are ticked. */
  bulk?: ReactNode;
  selection?: Selection;
  empty: { icon: LucideIcon; title: string; body: string; action?: ReactNode };
  /** What stands in place of the rows and pages, such as a board. */
  body?: ReactNode;
  /** The side panel. */
  children?: ReactNode;
}

/** A list: title with count, search, filters, views, columns, the rows, pages; loading, empty and failing. */
export function ListPage<T extends { id: string }>(props: ListPageProps<T>) {
  const { list, query, columns, filters } = props;
  const { t } = useTranslation();
  return (
    <div className="flex min-h-full flex-col">
      <PageHead title={props.title} count={query.data?.total} actions={props.actions} />
      <div className="flex items-center gap-1 px-4 pb-2">
        <SearchBox list={list} placeholder={props.searchHint} />
        <span className="flex-1 max-sm:hidden" />
        {props.entity !== undefined && <ViewsMenu list={list} entity={props.entity} presets={props.presets ?? []} />}
        {props.body === undefined && (
          <span className="max-sm:hidden">
            <ColumnMenu list={list} columns={columns} />
          </span>
        )}
      </div>
      <FilterRow list={list} filters={filters} />
      {props.bulk}
      <div
        className={cn(
          'mt-2 flex-1 border-t border-line',
          props.body === undefined && 'bg-surface',
          query.isPlaceholderData && 'opacity-60',
        )}
        aria-busy={query.isFetching}
      >
        {props.body ?? <ListBody {...props} />}
      </div>
      <output className="sr-only">{query.data !== undefined && t('list.found', { count: query.data.total })}</output>
      {props.children}
    </div>
  );
}

function ListBody<T extends { id: string }>(props: ListPageProps<T>) {
  const { list, query, filters, empty } = props;
  const { t } = useTranslation();
  const narrow = useNarrow();
  if (query.isPending) return <ListSkeleton />;
  if (query.isError && query.data === undefined)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const { items, total } = query.data;
  if (items.length === 0) {
    const filtered = list.search['q'] !== undefined || filters.some((one) => list.search[one.name] !== undefined);
    if (!filtered && list.page === 1)
      return (
        <EmptyState icon={empty.icon} title={empty.title} action={empty.action}>
          {empty.body}
        </EmptyState>
      );
    const widen = Object.fromEntries(['q', ...filters.map((one) => one.name)].map((name) => [name, undefined]));
    return (
      <EmptyState
        icon={empty.icon}
        title={t('list.nothingFound')}
        action={<Button onClick={() => list.change({ ...widen, page: undefined })}>{t('list.liftAll')}</Button>}
      >
        {t('list.nothingFoundHint')}
      </EmptyState>
    );
  }
  return (
    <>
      {narrow ? (
        <CardList list={list} rows={items} caption={props.title} renderCard={props.renderCard} />
      ) : (
        <DataTable
          list={list}
          columns={props.columns}
          rows={items}
          caption={props.title}
          nameOf={props.nameOf}
          selection={props.selection}
        />
      )}
      <Pager list={list} total={total} />
    </>
  );
}
