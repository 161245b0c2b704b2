import { useQueryClient } from '@tanstack/react-query';
import { EyeOff } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DuplicateCandidateView } from '../../../../kernel/contracts/data-quality.ts';
import { api } from '../../api/client.ts';
import { useMay } from '../../api/use-session.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { toast } from '../../ui/toast.tsx';
import type { ListState } from '../lists/use-list-state.ts';
import { runAction } from '../records/run-action.ts';
import { TimeText } from '../records/time-text.tsx';

type Side = DuplicateCandidateView['left'];

interface CandidateCardProps {
  pair: DuplicateCandidateView;
  list: ListState;
  onMerge: () => void;
}

/** A pair: both records side by side, what they have in common, and what can be done about it. */
export function CandidateCard({ pair, list, onMerge }: CandidateCardProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const mayWrite = useMay('crm.write');
  const [busy, setBusy] = useState(false);
  const names = [pair.left.name, pair.right.name].map((name) => name ?? t('duplicate.hiddenName'));
  const label = t('duplicate.pair', { left: names[0], right: names[1] });
  const decide = async (step: 'dismiss' | 'reopen') => {
    setBusy(true);
    const path = `crm/duplicates/${pair.id}`;
    await runAction(t, async () => {
      await api.post(`${path}/${step}`, step === 'dismiss' ? {} : undefined);
      if (step === 'reopen') toast.success(t('duplicate.reopened'));
      else
        toast.success(t('duplicate.dismissed'), {
          action: {
            label: t('action.undo'),
            onClick: () =>
              void runAction(t, () => api.post(`${path}/reopen`)).then(() =>
                queries.invalidateQueries({ queryKey: ['crm/duplicates'] }),
              ),
          },
        });
    });
    setBusy(false);
    await queries.invalidateQueries({ queryKey: ['crm/duplicates'] });
  };
  return (
    <li aria-label={label} className="rounded-md border border-line">
      <div className="grid divide-line max-sm:divide-y sm:grid-cols-2 sm:divide-x">
        <SideView side={pair.left} list={list} />
        <SideView side={pair.right} list={list} />
      </div>
      <footer className="flex flex-wrap items-center gap-2 rounded-b-md border-t border-line bg-canvas px-3 py-2">
        <span className="num text-sm font-medium">{t('duplicate.score', { score: pair.score })}</span>
        {pair.reasons.map((reason) => (
          <Badge key={reason.kind} tone="accent">
            {reason.label}
          </Badge>
        ))}
        {pair.decided_by_name !== null && pair.status === 'dismissed' && (
          <span className="text-sm text-muted">
            {t('duplicate.decidedBy', { name: pair.decided_by_name })} <TimeText at={pair.decided_at} />
          </span>
        )}
        {mayWrite && (
          <span className="ml-auto flex flex-wrap items-center gap-2">
            {pair.status === 'open' && !pair.mergeable && (
              <span className="text-sm text-muted">{t('duplicate.notMergeable')}</span>
            )}
            {pair.status === 'open' ? (
              <>
                <Button size="sm" loading={busy} onClick={() => void decide('dismiss')}>
                  {t('duplicate.dismiss')}
                </Button>
                {pair.mergeable && (
                  <Button size="sm" variant="primary" onClick={onMerge}>
                    {t('merge.open')}
                  </Button>
                )}
              </>
            ) : (
              <Button size="sm" loading={busy} onClick={() => void decide('reopen')}>
                {t('duplicate.reopen')}
              </Button>
            )}
          </span>
        )}
      </footer>
    </li>
  );
}

function SideView({ side, list }: { side: Side; list: ListState }) {
  const { t } = useTranslation();
  const { id } = side;
  if (id === null)
    return (
      <div className="flex items-center gap-2 px-3 py-2 text-muted">
        <EyeOff className="size-4 shrink-0" aria-hidden />
        <span>
          {side.owner_name === null ? t('duplicate.hiddenNobody') : t('duplicate.hidden', { owner: side.owner_name })}
        </span>
      </div>
    );
  return (
    <div className="min-w-0 px-3 py-2">
      <p className="flex items-baseline gap-2">
        <button
          type="button"
          className="tap min-w-0 truncate rounded-sm text-left font-medium hover:text-accent-ink"
          onClick={() => list.change({ open: id })}
        >
          {side.name}
        </button>
        {side.code !== null && <span className="num shrink-0 text-xs text-faint">{side.code}</span>}
      </p>
      <p className="truncate text-sm text-muted">
        {[side.detail, side.phone, side.owner_name ?? t('lead.unassigned')].filter(Boolean).join(' · ')}
      </p>
      <p className="num text-sm text-faint">
        {side.completeness !== null && `${t('quality.completeness')} ${side.completeness}% · `}
        {t('field.lastActivity')} <TimeText at={side.last_activity_at} />
      </p>
    </div>
  );
}
