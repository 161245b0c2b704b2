import type { UseQueryResult } from '@tanstack/react-query';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Page } from '../../../../kernel/contracts/paging.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Table, Th } from '../../ui/table.tsx';
import { ListSkeleton } from '../lists/list-skeleton.tsx';
import { Pager } from '../lists/pager.tsx';
import type { ListState } from '../lists/use-list-state.ts';

interface PageTableProps<T> {
  list: ListState;
  query: UseQueryResult<Page<T>>;
  heads: readonly string[];
  empty: { icon: LucideIcon; title: string; body: string };
  renderRow: (item: T) => ReactNode;
}

/** A plain table with its states and pages. */
export function PageTable<T>({ list, query, heads, empty, renderRow }: PageTableProps<T>) {
  if (query.isPending) return <ListSkeleton />;
  if (query.isError && query.data === undefined)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data.items.length === 0)
    return (
      <EmptyState icon={empty.icon} title={empty.title}>
        {empty.body}
      </EmptyState>
    );
  return (
    <div className="bg-surface" aria-busy={query.isFetching}>
      <Table className="max-sm:[&_td]:whitespace-nowrap">
        <thead>
          <tr>
            {heads.map((head) => (
              <Th key={head}>{head}</Th>
            ))}
          </tr>
        </thead>
        <tbody>{query.data.items.map(renderRow)}</tbody>
      </Table>
      {query.data.total > list.size && <Pager list={list} total={query.data.total} />}
    </div>
  );
}
