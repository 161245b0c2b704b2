import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { SavedViewView, SegmentEntity, ViewSettings } from '../../../../kernel/contracts/segments.ts';
import { api } from '../../api/client.ts';
import { COMMON_KEYS, type ListSearch } from './list-search.ts';

/** The saved views of a list, kept on the server: one's own first, then the shared ones. */
export function useSavedViews(entity: SegmentEntity) {
  const queries = useQueryClient();
  const key = ['crm/saved-views', entity];
  const query = useQuery({
    queryKey: key,
    queryFn: ({ signal }) =>
      api.get<{ items: SavedViewView[] }>('crm/saved-views', { entity }, signal).then((found) => found.items),
    staleTime: 60_000,
  });
  const views = query.data ?? [];
  return {
    views,
    /** Adds a view, or puts it in the place of one's own with this name. */
    save: async (name: string, search: ListSearch, shared: boolean, me: string | undefined) => {
      const settings = toSettings(search);
      const old = views.find((one) => one.name === name && one.owner_id === me);
      if (old) await api.patch(`crm/saved-views/${old.id}`, { version: old.version, settings, shared });
      else await api.post('crm/saved-views', { name, entity, settings, shared });
      await queries.invalidateQueries({ queryKey: key });
    },
    drop: async (view: SavedViewView) => {
      await api.delete(`crm/saved-views/${view.id}`);
      await queries.invalidateQueries({ queryKey: key });
    },
  };
}

/** What of an address makes a view: not the page one is on, nor the open record. */
export function toSettings(search: ListSearch): ViewSettings {
  const filters = Object.entries(search).filter(
    ([key, value]) => value !== undefined && key !== 'segment_id' && !COMMON_KEYS.some((common) => common === key),
  );
  return {
    filters: Object.fromEntries(filters) as Record<string, string>,
    ...(search['q'] === undefined ? {} : { q: search['q'] }),
    ...(search['sort'] === undefined ? {} : { sort: search['sort'] }),
    ...(search['cols'] === undefined ? {} : { columns: search['cols'].split(',') }),
    ...(search['segment_id'] === undefined ? {} : { segment_id: search['segment_id'] }),
  };
}

/** The address a view stands for. */
export function toSearch(settings: ViewSettings): ListSearch {
  return {
    ...settings.filters,
    ...(settings.q === undefined ? {} : { q: settings.q }),
    ...(settings.sort === undefined ? {} : { sort: settings.sort }),
    ...(settings.columns === undefined ? {} : { cols: settings.columns.join(',') }),
    ...(settings.segment_id === undefined ? {} : { segment_id: settings.segment_id }),
  };
}
