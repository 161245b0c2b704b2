import { Pencil, Plus, Replace, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SynonymView } from '../../../../kernel/contracts/knowledge-synonyms.ts';
import { api } from '../../api/client.ts';
import { useMay } from '../../api/use-session.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { ListSkeleton } from '../lists/list-skeleton.tsx';
import { Pager } from '../lists/pager.tsx';
import { SearchBox } from '../lists/search-box.tsx';
import type { ListState } from '../lists/use-list-state.ts';
import { usePage } from '../lists/use-page.ts';
import { runAction } from '../records/run-action.ts';
import { SynonymDialog } from './synonym-dialog.tsx';
import { useRefreshKnowledge } from './use-refresh-knowledge.ts';

/** Words that stand for each other when the documents are searched. */
export function SynonymsTab({ list }: { list: ListState }) {
  const { t } = useTranslation();
  const mayWrite = useMay('knowledge.write');
  const { q } = list.search;
  const query = usePage<SynonymView>('knowledge/synonyms', { q, page: list.page, page_size: list.size });
  const [editing, setEditing] = useState<SynonymView | 'new' | null>(null);
  const create = mayWrite && (
    <Button variant="primary" onClick={() => setEditing('new')}>
      <Plus aria-hidden />
      {t('knowledge.newSynonym')}
    </Button>
  );
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 px-4 pb-3">
        <SearchBox list={list} placeholder={t('knowledge.synonymSearch')} />
        <span className="ml-auto">{create}</span>
      </div>
      <div className="flex flex-1 flex-col border-t border-line bg-surface" aria-busy={query.isFetching}>
        {query.isPending && <ListSkeleton />}
        {query.isError && query.data === undefined && (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        )}
        {query.data?.items.length === 0 && (
          <EmptyState icon={Replace} title={t(q === undefined ? 'knowledge.noSynonyms' : 'list.nothingFound')}>
            {t(q === undefined ? 'knowledge.noSynonymsBody' : 'list.nothingFoundHint')}
          </EmptyState>
        )}
        {query.data !== undefined && query.data.items.length > 0 && (
          <>
            <ul aria-label={t('knowledgeTab.synonyms')} className="flex-1">
              {query.data.items.map((group) => (
                <SynonymRow key={group.id} group={group} mayWrite={mayWrite} onEdit={() => setEditing(group)} />
              ))}
            </ul>
            <Pager list={list} total={query.data.total} />
          </>
        )}
      </div>
      {editing !== null && (
        <SynonymDialog group={editing === 'new' ? undefined : editing} onClose={() => setEditing(null)} />
      )}
    </>
  );
}

interface SynonymRowProps {
  group: SynonymView;
  mayWrite: boolean;
  onEdit: () => void;
}

function SynonymRow({ group, mayWrite, onEdit }: SynonymRowProps) {
  const { t } = useTranslation();
  const refresh = useRefreshKnowledge();
  const [asking, setAsking] = useState(false);
  const words = group.words.join(t('knowledge.comma'));
  const remove = async () => {
    await runAction(t, () => api.delete(`knowledge/synonyms/${group.id}`), t('knowledge.synonymDeleted'));
    setAsking(false);
    await refresh();
  };
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-2">
      <span className="flex min-w-0 flex-1 basis-60 flex-wrap gap-1">
        {group.words.map((word) => (
          <Badge key={word}>{word}</Badge>
        ))}
      </span>
      {group.note !== null && <span className="text-sm text-muted">{group.note}</span>}
      {mayWrite && (
        <span className="flex">
          <Button
            size="icon-sm"
            variant="ghost"
            aria-label={t('knowledge.editSynonym', { words })}
            title={t('action.edit')}
            onClick={onEdit}
          >
            <Pencil aria-hidden />
          </Button>
          <Button
            size="icon-sm"
            variant="ghost"
            aria-label={t('knowledge.deleteSynonym', { words })}
            title={t('action.delete')}
            onClick={() => setAsking(true)}
          >
            <Trash2 aria-hidden />
          </Button>
        </span>
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t('knowledge.deleteSynonymTitle', { words })}
        body={t('knowledge.deleteSynonymBody')}
        confirmLabel={t('action.delete')}
        danger
        onConfirm={() => void remove()}
      />
    </li>
  );
}
