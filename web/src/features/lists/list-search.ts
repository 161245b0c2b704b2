/** Everything a list knows, as it stands in the address bar: every value a string, what is at its default left out. */
export type ListSearch = Record<string, string | undefined>;

/** What every list has beside its own filters. `open` is the record in the side panel, `cols` the chosen columns. */
export const COMMON_KEYS = ['q', 'page', 'size', 'sort', 'open', 'cols'] as const;

export const PAGE_SIZES = [20, 50, 100] as const;

/** Keeps the known params and drops the rest, so that a stale link still opens. `filters` are the list's own names. */
export function readListSearch(raw: Record<string, unknown>, filters: readonly string[]): ListSearch {
  const search: ListSearch = {};
  for (const key of [...COMMON_KEYS, ...filters]) {
    const value = raw[key];
    if (typeof value === 'string' && value !== '') search[key] = value.slice(0, key === 'cols' ? 4000 : 200);
  }
  if (!/^[1-9]\d{0,4}$/.test(search['page'] ?? '1')) delete search['page'];
  if (!PAGE_SIZES.some((size) => String(size) === (search['size'] ?? '20'))) delete search['size'];
  return search;
}

/** The page and its size that the address asks for. */
export function pagingOf(search: ListSearch): { page: number; size: number } {
  return { page: Number(search['page'] ?? 1), size: Number(search['size'] ?? PAGE_SIZES[0]) };
}

/** The address after `changes`: another filter, order or word starts again at page one; opening a record does not. */
export function changeListSearch(search: ListSearch, changes: ListSearch): ListSearch {
  const keepsPage = Object.keys(changes).every((key) => key === 'open' || key === 'cols' || key === 'page');
  const next: ListSearch = { ...search, ...(keepsPage ? {} : { page: undefined }), ...changes };
  if (next['page'] === '1') delete next['page'];
  return Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined && value !== ''));
}

/** What the server is asked: filters and words as they are, never the page's own `open` and `cols`. */
export function listQuery(search: ListSearch): Record<string, string | number | undefined> {
  const { open: _open, cols: _cols, page: _page, size: _size, ...rest } = search;
  const { page, size } = pagingOf(search);
  return { ...rest, page, page_size: size };
}
