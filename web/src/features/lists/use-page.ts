import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Page } from '../../../../kernel/contracts/paging.ts';
import { api } from '../../api/client.ts';
import type { Query } from '../../api/client.ts';

/** One page of a list. While the next one loads the last stays, so that nothing jumps. */
export function usePage<T>(path: string, query: Query, enabled = true) {
  return useQuery({
    queryKey: [path, 'list', query],
    queryFn: ({ signal }) => api.get<Page<T>>(path, query, signal),
    placeholderData: keepPreviousData,
    enabled,
  });
}
