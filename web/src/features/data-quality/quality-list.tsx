import { useQuery } from '@tanstack/react-query';
import { ShieldCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import {
  QUALITY_PROBLEMS,
  type QualityEntity,
  type QualityRow,
  type QualityRules,
} from '../../../../kernel/contracts/data-quality.ts';
import { api } from '../../api/client.ts';
import { useMay } from '../../api/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { BulkBar } from '../bulk-edits/bulk-bar.tsx';
import { FilterRow } from '../lists/filter-row.tsx';
import type { Filter } from '../lists/filter.ts';
import { ListSkeleton } from '../lists/list-skeleton.tsx';
import { Pager } from '../lists/pager.tsx';
import { SearchBox } from '../lists/search-box.tsx';
import { useFacets } from '../lists/use-facets.ts';
import type { ListState } from '../lists/use-list-state.ts';
import { usePage } from '../lists/use-page.ts';
import { useSelection } from '../lists/use-selection.ts';
import { QualityRows } from './quality-rows.tsx';

type Kind = 'incomplete' | 'stale' | 'invalid';

/** What each list asks of the address. */
const ASKED: Readonly<Record<Kind, readonly string[]>> = {
  incomplete: ['missing', 'below'],
  stale: ['days'],
  invalid: ['problem'],
};
const DAYS = ['30', '60', '90', '180', '365'] as const;

interface QualityListProps {
  list: ListState;
  entity: QualityEntity;
  kind: Kind;
}

/** The records that lack something, that nobody touched, or with something wrong. */
export function QualityList({ list, entity, kind }: QualityListProps) {
  const { t } = useTranslation();
  const { search } = list;
  const asked = Object.fromEntries(
    ['q', 'owner_id', 'team_id', ...ASKED[kind]].map((name) => [name, search[name]] as const),
  );
  const query = usePage<QualityRow>(`crm/data-quality/${kind}`, {
    ...asked,
    entity,
    page: list.page,
    page_size: list.size,
  });
  const selection = useSelection();
  const mayWrite = useMay('crm.write');
  const filters = useQualityFilters(entity, kind);
  const narrowed = Object.values(asked).some((value) => value !== undefined);
  const lift = () => list.change(Object.fromEntries(Object.keys(asked).map((name) => [name, undefined])));
  return (
    <>
      <div className="px-4 pb-2">
        <SearchBox list={list} placeholder={t('quality.searchHint')} />
      </div>
      <FilterRow list={list} filters={filters} />
      {/* Only the ticked ones: these lists know other filters than an edit of many does. */}
      <BulkBar entity={entity} selection={selection} list={list} total={0} />
      <div className="mt-2 flex flex-1 flex-col border-t border-line bg-surface" aria-busy={query.isFetching}>
        {query.isPending && <ListSkeleton />}
        {query.isError && query.data === undefined && (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        )}
        {query.data?.items.length === 0 && (
          <EmptyState
            icon={ShieldCheck}
            title={t(narrowed ? 'list.nothingFound' : `quality.empty.${kind}`)}
            action={narrowed ? <Button onClick={lift}>{t('list.liftAll')}</Button> : undefined}
          >
            {t(narrowed ? 'list.nothingFoundHint' : 'quality.emptyHint')}
          </EmptyState>
        )}
        {query.data !== undefined && query.data.items.length > 0 && (
          <>
            <QualityRows list={list} rows={query.data.items} kind={kind} selection={mayWrite ? selection : undefined} />
            <Pager list={list} total={query.data.total} />
          </>
        )}
      </div>
      <output className="sr-only">{query.data !== undefined && t('list.found', { count: query.data.total })}</output>
    </>
  );
}

/** The filters of a list: whose records, and what is missing, how long, or what is wrong. */
function useQualityFilters(entity: QualityEntity, kind: Kind): Filter[] {
  const { t } = useTranslation();
  const facets = useFacets(entity === 'lead' ? 'leads' : 'customers');
  const rules = useQualityRules().data?.find((one) => one.entity === entity);
  const owners = (facets?.owners ?? []).map((owner) => ({ value: owner.id, label: owner.name }));
  const own: Record<Kind, Filter[]> = {
    incomplete: [
      {
        name: 'missing',
        word: 'missing',
        options: (rules?.fields ?? [])
          .filter((field) => field.weight > 0)
          .map(({ field, label }) => ({ value: field, label })),
      },
      {
        name: 'below',
        word: 'completeness',
        options: [
          ...['40', '60', '80'].map((value) => ({ value, label: t('quality.below', { value }) })),
          { value: '101', label: t('quality.anyCompleteness') },
        ],
      },
    ],
    stale: [
      {
        name: 'days',
        word: 'idle',
        options: DAYS.map((days) => ({ value: days, label: t('list.idleDays', { days }) })),
      },
    ],
    invalid: [
      {
        name: 'problem',
        word: 'problem',
        options: QUALITY_PROBLEMS.map((value) => ({ value, label: t(`qualityProblem.${value}`) })),
      },
    ],
  };
  return [...own[kind], { name: 'owner_id', word: 'owner', options: owners }];
}

/** The rules of all kinds of records. */
export function useQualityRules() {
  return useQuery({
    queryKey: ['crm/data-quality', 'rules'],
    queryFn: ({ signal }) =>
      api.get<{ items: QualityRules[] }>('crm/data-quality/rules', undefined, signal).then((found) => found.items),
  });
}
