import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';

/** The values the filters of a list can take. */
export interface Facets {
  regions: string[];
  sectors: string[];
  sources: string[];
  tags: string[];
  owners: { id: string; name: string }[];
}

/** Asks for the filter values of one list; they change seldom. */
export function useFacets(entity: 'customers' | 'leads' | 'opportunities') {
  return useQuery({
    queryKey: ['crm/facets', entity],
    queryFn: ({ signal }) => api.get<Facets>('crm/facets', { entity }, signal),
    staleTime: 300_000,
  }).data;
}
