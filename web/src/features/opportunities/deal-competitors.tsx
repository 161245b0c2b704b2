import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CompetitorStatus, CompetitorView } from '../../../../kernel/contracts/deals.ts';
import { api } from '../../api/client.ts';
import { useMay } from '../../api/use-session.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { runAction } from '../records/run-action.ts';
import { Section } from '../records/section.tsx';
import { CompetitorDialog } from './competitor-dialog.tsx';
import { useAboutDeal, useRefreshDeals } from './use-about-deal.ts';

const TONES: Record<CompetitorStatus, Tone> = {
  competing: 'neutral',
  ahead: 'warning',
  behind: 'success',
  out: 'neutral',
  won: 'danger',
};

/** Who else wants the deal, and how they stand. */
export function DealCompetitors({ dealId }: { dealId: string }) {
  const { t } = useTranslation();
  const mayWrite = useMay('crm.write');
  const refresh = useRefreshDeals();
  const query = useAboutDeal<{ items: CompetitorView[] }>(dealId, 'competitors');
  const [editing, setEditing] = useState<CompetitorView | 'new' | null>(null);
  const remove = async (one: CompetitorView) => {
    await runAction(t, () => api.delete(`crm/opportunities/${dealId}/competitors/${one.id}`));
    await refresh();
  };
  return (
    <Section
      title={t('deal.competitors')}
      count={query.data?.items.length}
      action={
        mayWrite && (
          <Button size="sm" variant="ghost" onClick={() => setEditing('new')}>
            <Plus aria-hidden />
            {t('deal.addCompetitor')}
          </Button>
        )
      }
    >
      {query.isPending && <Skeleton className="w-1/2" />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.items.length === 0 && <p className="text-muted">{t('deal.noCompetitors')}</p>}
      <ul>
        {query.data?.items.map((one) => (
          <li key={one.id} className="flex items-start gap-2 border-b border-line py-1.5 last:border-b-0">
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-center gap-2">
                <span className="font-medium">{one.name}</span>
                <Badge tone={TONES[one.status]}>{t(`competitorStatus.${one.status}`)}</Badge>
              </p>
              {one.strength !== null && (
                <p className="text-sm text-muted">
                  {t('deal.strength')}：{one.strength}
                </p>
              )}
              {one.weakness !== null && (
                <p className="text-sm text-muted">
                  {t('deal.weakness')}：{one.weakness}
                </p>
              )}
            </div>
            {mayWrite && (
              <span className="flex shrink-0">
                <Button
                  size="icon-sm"
                  variant="ghost"
                  aria-label={t('deal.editCompetitor', { name: one.name })}
                  onClick={() => setEditing(one)}
                >
                  <Pencil aria-hidden />
                </Button>
                <Button
                  size="icon-sm"
                  variant="ghost"
                  aria-label={t('deal.removeCompetitor', { name: one.name })}
                  onClick={() => void remove(one)}
                >
                  <Trash2 aria-hidden />
                </Button>
              </span>
            )}
          </li>
        ))}
      </ul>
      {editing !== null && (
        <CompetitorDialog
          dealId={dealId}
          competitor={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(null)}
        />
      )}
    </Section>
  );
}
