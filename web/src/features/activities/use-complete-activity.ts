import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActivityView } from '../../../../kernel/contracts/crm.ts';
import { api } from '../../api/client.ts';
import { toast } from '../../ui/toast.tsx';
import { runAction } from '../records/run-action.ts';

/** Marks planned follow-ups as done, with a way back. `busy` is the id of the one in work. */
export function useCompleteActivity() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [busy, setBusy] = useState<string | null>(null);
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ['crm/activities'] }),
      queries.invalidateQueries({ queryKey: ['crm/customers'] }),
      queries.invalidateQueries({ queryKey: ['crm/opportunities'] }),
      queries.invalidateQueries({ queryKey: ['crm/follow-ups'] }),
    ]);
  const undo = (done: ActivityView) =>
    runAction(t, async () => {
      await api.patch(`crm/activities/${done.id}`, { version: done.version, status: 'planned', occurred_at: null });
      await refresh();
    });
  const complete = async (activity: ActivityView) => {
    setBusy(activity.id);
    await runAction(t, async () => {
      try {
        const done = await api.patch<ActivityView>(`crm/activities/${activity.id}`, {
          version: activity.version,
          status: 'done',
          occurred_at: new Date().toISOString(),
        });
        toast.success(t('activity.completed', { subject: activity.subject }), {
          action: { label: t('action.undo'), onClick: () => void undo(done) },
        });
      } finally {
        // After a refusal too: then the list shows what somebody else did meanwhile.
        await refresh();
      }
    });
    setBusy(null);
  };
  return { complete, busy };
}
