import { useQuery } from '@tanstack/react-query';
import type { Page } from '../../../../kernel/contracts/paging.ts';
import type { SegmentEntity, SegmentView } from '../../../../kernel/contracts/segments.ts';
import { api } from '../../api/client.ts';
import type { Filter } from './filter.ts';

/** The segments of a list's records as a filter; none while there are no segments. */
export function useSegmentFilter(entity: SegmentEntity): Filter[] {
  const { data } = useQuery({
    queryKey: ['crm/segments', 'options', entity],
    queryFn: ({ signal }) => api.get<Page<SegmentView>>('crm/segments', { entity, page_size: 200 }, signal),
    staleTime: 60_000,
  });
  const options = (data?.items ?? []).map((one) => ({ value: one.id, label: one.name }));
  return options.length === 0 ? [] : [{ name: 'segment_id', word: 'segment', options }];
}
