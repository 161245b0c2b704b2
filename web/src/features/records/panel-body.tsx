import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { QualityEntity } from '../../../../kernel/contracts/data-quality.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { GoneRecord } from './gone-record.tsx';

interface PanelBodyProps<T> {
  query: UseQueryResult<T>;
  /** Of a record that can be merged into another: which one it is. */
  record?: { entity: QualityEntity; id: string | undefined };
  children: (record: T) => ReactNode;
}

/** What a side panel shows of its record: skeleton, failure, or the record. */
export function PanelBody<T>({ query, record, children }: PanelBodyProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.isError && record?.id !== undefined)
    return (
      <GoneRecord entity={record.entity} id={record.id} error={query.error} onRetry={() => void query.refetch()} />
    );
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <div aria-busy className="flex flex-col gap-4">
      <Skeleton className="h-6 w-1/2" />
      <Skeleton className="w-3/4" />
      <Skeleton className="w-2/3" />
      <Skeleton className="w-3/5" />
      <Skeleton className="w-1/2" />
    </div>
  );
}
