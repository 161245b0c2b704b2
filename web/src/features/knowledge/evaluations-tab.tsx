import { ClipboardCheck, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EvaluationSetView } from '../../../../kernel/contracts/knowledge-quality.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { ListSkeleton } from '../lists/list-skeleton.tsx';
import type { ListState } from '../lists/use-list-state.ts';
import { usePage } from '../lists/use-page.ts';
import { EvaluationDialog } from './evaluation-dialog.tsx';
import { EvaluationResults } from './evaluation-results.tsx';
import { EvaluationSet } from './evaluation-set.tsx';

/** Sets of questions with what should be found, and how good the finding was each time. */
export function EvaluationsTab({ list }: { list: ListState }) {
  const { t } = useTranslation();
  const [creating, setCreating] = useState(false);
  const query = usePage<EvaluationSetView>('knowledge/evaluations', { page_size: 200 });
  const run = list.search['run'];
  const create = (
    <Button variant="primary" onClick={() => setCreating(true)}>
      <Plus aria-hidden />
      {t('knowledge.newSet')}
    </Button>
  );
  return (
    <div className="mx-auto flex w-full max-w-5xl flex-col gap-4 px-4 pb-8">
      <div className="flex flex-wrap items-center gap-3">
        <p className="min-w-0 flex-1 basis-60 text-sm text-muted">{t('knowledge.setsHint')}</p>
        {query.data !== undefined && query.data.items.length > 0 && create}
      </div>
      {query.isPending && <ListSkeleton />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.items.length === 0 && (
        <div className="rounded-md border border-line bg-surface">
          <EmptyState icon={ClipboardCheck} title={t('knowledge.noSets')} action={create}>
            {t('knowledge.noSetsBody')}
          </EmptyState>
        </div>
      )}
      {query.data?.items.map((set) => (
        <EvaluationSet key={set.id} set={set} onResults={(id) => list.change({ run: id, only: undefined })} />
      ))}
      {creating && <EvaluationDialog onClose={() => setCreating(false)} />}
      {run !== undefined && (
        <EvaluationResults run={run} list={list} onClose={() => list.change({ run: undefined, only: undefined })} />
      )}
    </div>
  );
}
