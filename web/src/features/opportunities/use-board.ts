import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { OpportunityView, Stage, StageSum } from '../../../../kernel/contracts/crm.ts';
import type { Page } from '../../../../kernel/contracts/paging.ts';
import { api, type Query } from '../../api/client.ts';
import type { ListSearch } from '../lists/list-search.ts';
import { opportunityQuery } from './opportunity-query.ts';

/** Deals a column shows before more are asked for. */
export const COLUMN_PAGE = 20;

/** The filters of the list as the board asks with them: no page, no stage, no state, since the columns are the stages. */
export function boardQuery(search: ListSearch): Query {
  const {
    page: _page,
    page_size: _size,
    stage: _stage,
    open: _open,
    sort: _sort,
    ...filters
  } = opportunityQuery(search);
  return filters;
}

/** How many deals stand in each stage and what they are worth. */
export function useStageSums(search: ListSearch) {
  const query = boardQuery(search);
  return useQuery({
    queryKey: ['crm/opportunities', 'sums', query],
    queryFn: ({ signal }) =>
      api.get<{ items: StageSum[] }>('crm/opportunities/board', query, signal).then((found) => found.items),
  });
}

/** The deals of one column, page after page, those that close first on top unless another order was chosen. */
export function useColumnDeals(stage: Stage, search: ListSearch) {
  const query = { ...boardQuery(search), stage, sort: search['sort'] ?? 'expected_close', page_size: COLUMN_PAGE };
  return useInfiniteQuery({
    queryKey: ['crm/opportunities', 'column', query],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<OpportunityView>>('crm/opportunities', { ...query, page: pageParam }, signal),
    initialPageParam: 1,
    getNextPageParam: (last) => (last.page * last.page_size < last.total ? last.page + 1 : undefined),
  });
}
