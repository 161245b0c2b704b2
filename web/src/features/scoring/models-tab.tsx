import { RefreshCw, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScoreModelView } from '../../../../kernel/contracts/scoring.ts';
import { api } from '../../api/client.ts';
import { useMay } from '../../api/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { toast } from '../../ui/toast.tsx';
import { ListSkeleton } from '../lists/list-skeleton.tsx';
import { runAction } from '../records/run-action.ts';
import { TimeText } from '../records/time-text.tsx';
import { ModelCard } from './model-card.tsx';
import { useRefreshScoring, useScoreModels, useScoreSettings } from './use-scoring.ts';

/** The models with their back-tests; training a new one, choosing one, going back. */
export function ModelsTab() {
  const { t } = useTranslation();
  const refresh = useRefreshScoring();
  const mayConfigure = useMay('crm.configure');
  const query = useScoreModels();
  const settings = useScoreSettings().data;
  const [choosing, setChoosing] = useState<ScoreModelView | 'roll back' | null>(null);
  const [pending, setPending] = useState(false);
  const run = async (work: () => Promise<unknown>) => {
    setPending(true);
    await runAction(t, work);
    setPending(false);
    setChoosing(null);
    await refresh();
  };
  const train = () =>
    run(async () => {
      const { queued, leads } = await api.post<{ queued: boolean; leads: number }>('crm/score-models/train', {});
      toast.success(queued ? t('scoring.training', { leads }) : t('scoring.trainWaiting'));
    });
  const choose = () =>
    run(async () => {
      const path = choosing === 'roll back' ? 'rollback' : `${choosing?.id ?? ''}/activate`;
      const { name } = await api.post<ScoreModelView>(`crm/score-models/${path}`, {});
      toast.success(t('scoring.activated', { name }));
    });
  const models = query.data ?? [];
  const back = choosing === 'roll back';
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <p className="min-w-48 flex-1 text-sm text-muted">
          {settings?.last_fit_at ? (
            <>
              {t('scoring.lastFit')} <TimeText at={settings.last_fit_at} /> · {settings.last_fit_note}
            </>
          ) : (
            (settings?.last_fit_note ?? t('scoring.neverFit'))
          )}
        </p>
        {mayConfigure && (
          <>
            {models.some(({ status }) => status === 'retired') && (
              <Button onClick={() => setChoosing('roll back')}>
                <Undo2 aria-hidden />
                {t('scoring.rollBack')}
              </Button>
            )}
            <Button variant="primary" loading={pending} onClick={() => void train()}>
              {!pending && <RefreshCw aria-hidden />}
              {t('scoring.train')}
            </Button>
          </>
        )}
      </div>
      {query.isPending && <ListSkeleton />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      <ul className="flex flex-col gap-3">
        {models.map((model) => (
          <ModelCard key={model.id} model={model} onActivate={mayConfigure ? () => setChoosing(model) : undefined} />
        ))}
      </ul>
      <ConfirmDialog
        open={choosing !== null}
        onOpenChange={(open) => !open && setChoosing(null)}
        title={
          back || choosing === null
            ? t('scoring.rollBackTitle')
            : t('scoring.activateTitle', { name: (choosing as ScoreModelView).name })
        }
        body={t(back ? 'scoring.rollBackBody' : 'scoring.activateBody')}
        confirmLabel={t(back ? 'scoring.rollBack' : 'scoring.activate')}
        pending={pending}
        onConfirm={() => void choose()}
      />
    </>
  );
}
