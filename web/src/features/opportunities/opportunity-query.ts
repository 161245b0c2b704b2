import { listQuery, type ListSearch } from '../lists/list-search.ts';

/** What the server is asked for a list of opportunities: the address's `ongoing` is the wire's `open`. */
export function opportunityQuery(search: ListSearch): Record<string, string | number | undefined> {
  const { ongoing, view: _view, ...query } = listQuery(search);
  return { ...query, open: ongoing };
}

/** The same for an export, which has neither pages nor a panel. */
export function exportSearch({ open: _panel, view: _view, ongoing, ...search }: ListSearch): ListSearch {
  return { ...search, open: ongoing };
}

/** The same for an edit of all that the list shows, which has no order either. */
export function bulkFilter(search: ListSearch): ListSearch {
  const { page: _page, size: _size, cols: _cols, sort: _sort, open, ...filter } = exportSearch(search);
  return open === undefined ? filter : { ...filter, open };
}
