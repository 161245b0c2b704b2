import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { FilterChip } from './filter-chip.tsx';
import type { Filter } from './filter.ts';
import type { ListState } from './use-list-state.ts';

/** The filters of a list in one row; on a phone it scrolls sideways. */
export function FilterRow({ list, filters }: { list: ListState; filters: readonly Filter[] }) {
  const { t } = useTranslation();
  const anySet = filters.some((filter) => list.search[filter.name] !== undefined) || list.search['q'] !== undefined;
  const lift = () =>
    list.change({ q: undefined, ...Object.fromEntries(filters.map((filter) => [filter.name, undefined])) });
  return (
    <fieldset aria-label={t('list.filters')} className="flex min-w-0 gap-2 overflow-x-auto px-4 py-1 sm:flex-wrap">
      {filters.map((filter) => (
        <FilterChip
          key={filter.name}
          label={t(`field.${filter.word}`)}
          value={list.search[filter.name]}
          options={filter.options}
          onChange={(value) => list.change({ [filter.name]: value })}
        />
      ))}
      {anySet && (
        <Button variant="ghost" size="sm" onClick={lift}>
          {t('list.liftAll')}
        </Button>
      )}
    </fieldset>
  );
}
