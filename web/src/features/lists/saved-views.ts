import type { ListSearch } from './list-search.ts';

/** A search somebody gave a name. */
export interface SavedView {
  name: string;
  search: ListSearch;
}

const keyOf = (list: string) => `xiaoshu.views.${list}`;

/** The saved views of a list in this browser; unreadable storage counts as none. */
export function readViews(list: string): SavedView[] {
  try {
    const stored: unknown = JSON.parse(window.localStorage.getItem(keyOf(list)) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isView) : [];
  } catch {
    return [];
  }
}

/** Adds a view, or puts it in the place of the one with its name; answers all of them. */
export function saveView(list: string, view: SavedView): SavedView[] {
  const { open: _open, page: _page, ...search } = view.search;
  return write(list, [...readViews(list).filter((one) => one.name !== view.name), { name: view.name, search }]);
}

/** Forgets a view; answers those that stay. */
export function dropView(list: string, name: string): SavedView[] {
  return write(
    list,
    readViews(list).filter((one) => one.name !== name),
  );
}

function write(list: string, views: SavedView[]): SavedView[] {
  window.localStorage.setItem(keyOf(list), JSON.stringify(views));
  return views;
}

function isView(value: unknown): value is SavedView {
  return typeof value === 'object' && value !== null && 'name' in value && 'search' in value;
}
