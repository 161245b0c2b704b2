import { useNavigate, useSearch } from '@tanstack/react-router';
import { changeListSearch, pagingOf, type ListSearch } from './list-search.ts';

export interface ListState {
  search: ListSearch;
  page: number;
  size: number;
  /** Changes the address. `replace` leaves no step in the history: for typing. */
  change: (changes: ListSearch, options?: { replace?: boolean }) => void;
  /** Puts another search in place of this one, as a saved view does. */
  become: (search: ListSearch) => void;
}

/** The state of the list on this page. It lives in the address bar and nowhere else. */
export function useListState(): ListState {
  const search: ListSearch = useSearch({ strict: false });
  const navigate = useNavigate();
  const go = (next: (old: ListSearch) => ListSearch, replace: boolean) => {
    // The params of all lists have one shape; which list it is the router knows from the address.
    void navigate({ to: '.', search: ((old: ListSearch) => next(old)) as never, replace });
  };
  return {
    search,
    ...pagingOf(search),
    change: (changes, options) => go((old) => changeListSearch(old, changes), options?.replace ?? false),
    become: (next) => go(() => next, false),
  };
}
