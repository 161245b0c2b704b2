import { Play, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EvaluationRunView, EvaluationSetView } from '../../../../kernel/contracts/knowledge-quality.ts';
import { api } from '../../api/client.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { usePage } from '../lists/use-page.ts';
import { PanelBody } from '../records/panel-body.tsx';
import { runAction } from '../records/run-action.ts';
import { Section } from '../records/section.tsx';
import { RunTable } from './run-table.tsx';
import { useRefreshKnowledge } from './use-refresh-knowledge.ts';

const SECOND = 1000;
const RUNS = 5;

/** One set of questions: its runs with their figures, a new run, and its end. */
export function EvaluationSet({ set, onResults }: { set: EvaluationSetView; onResults: (runId: string) => void }) {
  const { t } = useTranslation();
  const refresh = useRefreshKnowledge();
  const [leaving, setLeaving] = useState(false);
  const [pending, setPending] = useState(false);
  const path = `knowledge/evaluations/${set.id}`;
  const runs = usePage<EvaluationRunView>(
    `${path}/runs`,
    { page_size: RUNS },
    { refetchEvery: (page) => (page?.items.some(({ status }) => status === 'running') ? SECOND : false) },
  );
  const act = async (work: () => Promise<unknown>, done: string) => {
    setPending(true);
    await runAction(t, work, done);
    setPending(false);
    setLeaving(false);
    await refresh();
  };
  return (
    <div className="rounded-md border border-line bg-surface px-4 pt-3">
      <Section
        title={set.name}
        action={
          <span className="flex gap-1">
            <Button
              size="sm"
              loading={pending}
              disabled={set.questions === 0}
              aria-label={t('knowledge.runNamed', { name: set.name })}
              onClick={() => void act(() => api.post(`${path}/runs`), t('knowledge.runStarted'))}
            >
              <Play aria-hidden />
              {t('knowledge.run')}
            </Button>
            <Button
              size="icon-sm"
              variant="ghost"
              aria-label={t('knowledge.deleteSet', { name: set.name })}
              onClick={() => setLeaving(true)}
            >
              <Trash2 aria-hidden />
            </Button>
          </span>
        }
      >
        <p className="mb-2 text-sm text-muted">
          {t('knowledge.setQuestions', { questions: set.questions, unanswerable: set.unanswerable })}
          {set.description !== null && ` · ${set.description}`}
        </p>
        <PanelBody query={runs}>
          {({ items }) =>
            items.length === 0 ? (
              <p className="text-muted">{t('knowledge.noRuns')}</p>
            ) : (
              <RunTable name={set.name} runs={items} onResults={onResults} />
            )
          }
        </PanelBody>
      </Section>
      <ConfirmDialog
        open={leaving}
        onOpenChange={setLeaving}
        title={t('knowledge.deleteSetTitle', { name: set.name })}
        body={t('knowledge.deleteSetBody')}
        confirmLabel={t('action.delete')}
        danger
        pending={pending}
        onConfirm={() => void act(() => api.delete(path), t('knowledge.setDeleted'))}
      />
    </div>
  );
}
