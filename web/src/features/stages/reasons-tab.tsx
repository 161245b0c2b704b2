import { useQueryClient } from '@tanstack/react-query';
import { Pencil, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LostReasonView } from '../../../../kernel/contracts/stages.ts';
import { api } from '../../api/client.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { ListSkeleton } from '../lists/list-skeleton.tsx';
import { useLostReasons } from '../opportunities/lost-reason-fields.tsx';
import { runAction } from '../records/run-action.ts';
import { ReasonDialog } from './reason-dialog.tsx';

/** Why deals are lost: the list people choose from. One in use stays in the history when it is turned off. */
export function ReasonsTab() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const query = useLostReasons();
  const [editing, setEditing] = useState<LostReasonView | 'new' | null>(null);
  const toggle = async (reason: LostReasonView) => {
    await runAction(t, () =>
      api.patch(`crm/lost-reasons/${reason.id}`, { version: reason.version, active: !reason.active }),
    );
    await queries.invalidateQueries({ queryKey: ['crm/lost-reasons'] });
  };
  return (
    <>
      <div className="mb-3 flex justify-end">
        <Button variant="primary" onClick={() => setEditing('new')}>
          <Plus aria-hidden />
          {t('stageSettings.addReason')}
        </Button>
      </div>
      <div className="rounded-md border border-line bg-surface">
        {query.isPending && <ListSkeleton />}
        {query.isError && query.data === undefined && (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        )}
        {query.data?.length === 0 && <EmptyState title={t('stageSettings.noReasons')} />}
        <ul>
          {query.data?.map((reason) => (
            <li
              key={reason.id}
              className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-2 last:border-b-0"
            >
              <span className="min-w-0 flex-1 font-medium">{reason.label}</span>
              {reason.needs_text && <span className="text-sm text-muted">{t('stageSettings.needsText')}</span>}
              <span className="num text-sm text-faint">{t('stageSettings.used', { count: reason.used })}</span>
              <Badge tone={reason.active ? 'success' : 'neutral'}>
                {t(reason.active ? 'stageSettings.active' : 'stageSettings.inactive')}
              </Badge>
              <span className="flex gap-1">
                <Button size="sm" variant="ghost" onClick={() => void toggle(reason)}>
                  {t(reason.active ? 'stageSettings.turnOff' : 'stageSettings.turnOn')}
                  <span className="sr-only">「{reason.label}」</span>
                </Button>
                <Button
                  size="icon-sm"
                  variant="ghost"
                  aria-label={`${t('action.edit')} ${reason.label}`}
                  onClick={() => setEditing(reason)}
                >
                  <Pencil aria-hidden />
                </Button>
              </span>
            </li>
          ))}
        </ul>
      </div>
      {editing !== null && (
        <ReasonDialog reason={editing === 'new' ? undefined : editing} onClose={() => setEditing(null)} />
      )}
    </>
  );
}
