import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Page } from '../../../../kernel/contracts/paging.ts';
import { api } from '../../api/client.ts';
import type { Query } from '../../api/client.ts';

interface UsePageOptions<T> {
  enabled?: boolean;
  /** Milliseconds after which the page is asked for again, or false: for rows that are still being worked on. */
  refetchEvery?: (page: Page<T> | undefined) => number | false;
}

/** One page of a list. While the next one loads the last stays, so that nothing jumps. */
export function usePage<T>(path: string, query: Query, options: UsePageOptions<T> = {}) {
  const { enabled = true, refetchEvery = () => false } = options;
  return useQuery<Page<T>>({
    queryKey: [path, 'list', query],
    queryFn: ({ signal }) => api.get<Page<T>>(path, query, signal),
    placeholderData: keepPreviousData,
    enabled,
    refetchInterval: (current) => refetchEvery(current.state.data),
  });
}
