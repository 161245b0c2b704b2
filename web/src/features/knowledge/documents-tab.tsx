import { BookOpen, FileUp, History, PenLine } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DOCUMENT_SOURCES, DOCUMENT_STATUSES, type DocumentView } from '../../../../kernel/contracts/knowledge.ts';
import { useMay } from '../../api/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { CardList } from '../lists/card-list.tsx';
import { DataTable } from '../lists/data-table.tsx';
import { FilterRow } from '../lists/filter-row.tsx';
import { asOptions, type Filter } from '../lists/filter.ts';
import { listQuery } from '../lists/list-search.ts';
import { ListSkeleton } from '../lists/list-skeleton.tsx';
import { Pager } from '../lists/pager.tsx';
import { SearchBox } from '../lists/search-box.tsx';
import type { ListState } from '../lists/use-list-state.ts';
import { useNarrow } from '../lists/use-narrow.ts';
import { usePage } from '../lists/use-page.ts';
import { useUserOptions } from '../records/use-users.ts';
import { inWork } from './document-badges.tsx';
import { DocumentCard } from './document-card.tsx';
import { documentColumns } from './document-columns.tsx';
import { useKnowledgeFacets } from './document-fields.tsx';
import { UploadDialog } from './upload-dialog.tsx';
import { UploadHistory } from './upload-history.tsx';
import { UploadProgress } from './upload-progress.tsx';
import { WriteDialog } from './write-dialog.tsx';

const TWO_SECONDS = 2000;

/** The documents one may read; those who may write bring more in. */
export function DocumentsTab({ list }: { list: ListState }) {
  const { t } = useTranslation();
  const filters = useDocumentFilters();
  const {
    tab: _tab,
    mode: _mode,
    passage: _passage,
    kind: _kind,
    run: _run,
    only: _only,
    upload,
    ...asked
  } = listQuery(list.search);
  const query = usePage<DocumentView>('knowledge/documents', asked, {
    refetchEvery: (page) => (page?.items.some(inWork) ? TWO_SECONDS : false),
  });
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 px-4 pb-2">
        <SearchBox list={list} placeholder={t('knowledge.listHint')} />
        <BringIn list={list} />
      </div>
      <FilterRow list={list} filters={filters} />
      <div className="mt-2 flex flex-1 flex-col border-t border-line bg-surface" aria-busy={query.isFetching}>
        <DocumentRows list={list} query={query} filters={filters} />
      </div>
      <output className="sr-only">{query.data !== undefined && t('list.found', { count: query.data.total })}</output>
      {typeof upload === 'string' && (
        <UploadProgress
          id={upload}
          onClose={() => list.change({ upload: undefined })}
          onOpen={(open) => list.change({ upload: undefined, open })}
        />
      )}
    </>
  );
}

/** The ways a document comes in. */
function BringIn({ list }: { list: ListState }) {
  const { t } = useTranslation();
  const mayWrite = useMay('knowledge.write');
  const [asking, setAsking] = useState<'upload' | 'write' | 'history' | null>(null);
  const close = () => setAsking(null);
  const follow = (upload: string) => {
    close();
    list.change({ upload });
  };
  if (!mayWrite) return null;
  return (
    <div className="ml-auto flex items-center gap-2">
      <Button variant="ghost" aria-label={t('knowledge.uploads')} onClick={() => setAsking('history')}>
        <History aria-hidden />
        <span className="max-sm:hidden">{t('knowledge.uploads')}</span>
      </Button>
      <Button aria-label={t('knowledge.write')} onClick={() => setAsking('write')}>
        <PenLine aria-hidden />
        <span className="max-sm:hidden">{t('knowledge.write')}</span>
      </Button>
      <Button variant="primary" onClick={() => setAsking('upload')}>
        <FileUp aria-hidden />
        {t('knowledge.upload')}
      </Button>
      {asking === 'upload' && <UploadDialog onClose={close} onSent={(batch) => follow(batch.id)} />}
      {asking === 'history' && <UploadHistory onClose={close} onOpen={follow} />}
      {asking === 'write' && (
        <WriteDialog onClose={close} onWritten={(document) => list.change({ open: document.id })} />
      )}
    </div>
  );
}

interface DocumentRowsProps {
  list: ListState;
  query: ReturnType<typeof usePage<DocumentView>>;
  filters: readonly Filter[];
}

function DocumentRows({ list, query, filters }: DocumentRowsProps) {
  const { t } = useTranslation();
  const narrow = useNarrow();
  const mayWrite = useMay('knowledge.write');
  if (query.isPending) return <ListSkeleton />;
  if (query.isError && query.data === undefined)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const { items, total } = query.data;
  if (items.length === 0) {
    const names = ['q', ...filters.map(({ name }) => name)];
    const narrowed = names.some((name) => list.search[name] !== undefined);
    const lift = () => list.change(Object.fromEntries(names.map((name) => [name, undefined])));
    return (
      <EmptyState
        icon={BookOpen}
        title={t(narrowed ? 'list.nothingFound' : 'knowledge.emptyTitle')}
        action={narrowed ? <Button onClick={lift}>{t('list.liftAll')}</Button> : undefined}
      >
        {t(narrowed ? 'list.nothingFoundHint' : mayWrite ? 'knowledge.emptyBody' : 'knowledge.emptyReader')}
      </EmptyState>
    );
  }
  return (
    <>
      <div className="flex-1">
        {narrow ? (
          <CardList
            list={list}
            rows={items}
            caption={t('nav.knowledge')}
            renderCard={(row) => <DocumentCard document={row} />}
          />
        ) : (
          <DataTable
            list={list}
            columns={documentColumns(t)}
            rows={items}
            caption={t('nav.knowledge')}
            nameOf={(row) => row.title}
          />
        )}
      </div>
      <Pager list={list} total={total} />
    </>
  );
}

function useDocumentFilters(): Filter[] {
  const { t } = useTranslation();
  const facets = useKnowledgeFacets();
  const users = useUserOptions();
  return [
    { name: 'category', word: 'category', options: asOptions(facets?.categories.map(({ name }) => name)) },
    { name: 'tag', word: 'tags', options: asOptions(facets?.tags.map(({ name }) => name)) },
    {
      name: 'status',
      word: 'status',
      options: DOCUMENT_STATUSES.map((value) => ({ value, label: t(`documentStatus.${value}`) })),
    },
    {
      name: 'source',
      word: 'source',
      options: DOCUMENT_SOURCES.map((value) => ({ value, label: t(`documentSource.${value}`) })),
    },
    { name: 'owner_id', word: 'owner', options: users },
  ];
}
