import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus, Settings2, Waves } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Page } from '../../../../kernel/contracts/paging.ts';
import type { PoolEntryView, PoolView } from '../../../../kernel/contracts/pools.ts';
import { api } from '../../api/client.ts';
import { useMay } from '../../api/use-session.ts';
import { PageHead } from '../../shell/page-head.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Tab, TabList, TabPanel, Tabs } from '../../ui/tabs.tsx';
import { ListSkeleton } from '../lists/list-skeleton.tsx';
import { Pager } from '../lists/pager.tsx';
import { SearchBox } from '../lists/search-box.tsx';
import { useListState } from '../lists/use-list-state.ts';
import { usePage } from '../lists/use-page.ts';
import { runAction } from '../records/run-action.ts';
import { PoolDialog } from './pool-dialog.tsx';
import { PoolEntries } from './pool-entries.tsx';
import { RecycleWarnings } from './recycle-warnings.tsx';

/** What waits to be picked, and what will fall back soon. */
export function PoolsPage() {
  const { t } = useTranslation();
  const list = useListState();
  const mayConfigure = useMay('crm.configure');
  const [editing, setEditing] = useState<PoolView | 'new' | null>(null);
  const query = useQuery({
    queryKey: ['crm/pools'],
    queryFn: ({ signal }) =>
      api.get<{ items: PoolView[] }>('crm/pools', undefined, signal).then((found) => found.items),
  });
  const pools = query.data?.filter((pool) => pool.active || pool.waiting > 0 || mayConfigure) ?? [];
  const pool = pools.find((one) => one.id === list.search['pool']) ?? pools[0];
  const create = mayConfigure && (
    <Button onClick={() => setEditing('new')}>
      <Plus aria-hidden />
      {t('pool.create')}
    </Button>
  );
  return (
    <div className="flex min-h-full flex-col">
      <PageHead
        title={t('nav.pools')}
        actions={
          <>
            {mayConfigure && pool && (
              <Button onClick={() => setEditing(pool)}>
                <Settings2 aria-hidden />
                {t('pool.settings')}
              </Button>
            )}
            {create}
          </>
        }
      />
      <RecycleWarnings />
      {query.isPending && <ListSkeleton />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data !== undefined && pool === undefined && (
        <EmptyState icon={Waves} title={t('pool.noneTitle')} action={create}>
          {t('pool.noneBody')}
        </EmptyState>
      )}
      {pool && (
        <Tabs value={pool.id} onValueChange={(id) => list.become({ pool: id })} className="flex flex-1 flex-col">
          <TabList className="px-2" aria-label={t('pool.choose')}>
            {pools.map((one) => (
              <Tab key={one.id} value={one.id}>
                {one.name}
                <span className="num ml-1.5 text-sm text-faint">{one.waiting}</span>
              </Tab>
            ))}
          </TabList>
          <TabPanel value={pool.id} className="flex flex-1 flex-col pt-2">
            <PoolBody key={pool.id} pool={pool} list={list} />
          </TabPanel>
        </Tabs>
      )}
      {editing !== null && (
        <PoolDialog
          pool={editing === 'new' ? undefined : editing}
          onSaved={(id) => list.become({ pool: id })}
          onClose={() => setEditing(null)}
        />
      )}
    </div>
  );
}

function PoolBody({ pool, list }: { pool: PoolView; list: ReturnType<typeof useListState> }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [picking, setPicking] = useState<string | null>(null);
  const q = list.search['q'];
  const query = usePage<PoolEntryView>(`crm/pools/${pool.id}/entries`, { page: list.page, page_size: list.size, q });
  const pick = async (entry: PoolEntryView) => {
    setPicking(entry.entity_id);
    const body = { entity: entry.entity, entity_id: entry.entity_id };
    await runAction(t, () => api.post('crm/pool-picks', body), t('pool.picked', { name: entry.name }));
    setPicking(null);
    await queries.invalidateQueries({ queryKey: ['crm/pools'] });
    await queries.invalidateQueries({ queryKey: [`crm/pools/${pool.id}/entries`] });
    await queries.invalidateQueries({ queryKey: [`crm/${entry.entity}s`] });
  };
  return (
    <>
      <div className="px-4 pb-2">
        <SearchBox list={list} placeholder={t('pool.searchHint')} />
      </div>
      <div className="flex-1 border-t border-line bg-surface" aria-busy={query.isFetching}>
        {query.isPending && <ListSkeleton />}
        {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
        {query.data !== undefined && (
          <PoolEntries page={query.data} picking={picking} onPick={(one) => void pick(one)} />
        )}
      </div>
      {query.data !== undefined && query.data.total > 0 && (
        <Pager list={list} total={(query.data as Page<unknown>).total} />
      )}
    </>
  );
}
