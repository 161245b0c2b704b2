import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ImportView } from '../../../../kernel/contracts/imports.ts';
import { api } from '../../api/client.ts';
import { Button } from '../../ui/button.tsx';
import { Progress } from '../../ui/progress.tsx';
import { runAction } from '../records/run-action.ts';

/** How far a running import is. One may leave; it goes on by itself. */
export function ImportRunning({ batch }: { batch: ImportView }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const cancel = useMutation({
    mutationFn: () =>
      runAction(t, async () => {
        await api.post(`crm/imports/${batch.id}/cancel`);
        await queries.invalidateQueries({ queryKey: ['crm/imports'] });
      }),
  });
  return (
    <section className="mx-auto flex max-w-lg flex-col gap-3 rounded-md border border-line bg-surface p-6">
      <h2 className="font-semibold">{t('imports.runningTitle')}</h2>
      <Progress value={batch.processed} max={batch.total} label={t('imports.runningTitle')} />
      <output className="num text-muted">
        {t('imports.progress', { processed: batch.processed, total: batch.total })}
      </output>
      <p className="text-sm text-muted">{t('imports.mayLeave')}</p>
      <Button className="self-start" loading={cancel.isPending} onClick={() => cancel.mutate()}>
        {t('imports.stop')}
      </Button>
    </section>
  );
}
