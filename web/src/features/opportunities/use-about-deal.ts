import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';

/** Something that belongs to a deal, such as its `facts`, `lines`, `competitors` or `check-up`. */
export function useAboutDeal<T>(id: string, what: string, enabled = true) {
  return useQuery({
    queryKey: ['crm/opportunities', 'about', id, what],
    queryFn: ({ signal }) => api.get<T>(`crm/opportunities/${id}/${what}`, undefined, signal),
    enabled,
  });
}

/** Reads everything about deals anew, after one of them changed. */
export function useRefreshDeals() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: ['crm/opportunities'] });
}
