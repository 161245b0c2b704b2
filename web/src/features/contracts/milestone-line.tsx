import { Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { MilestoneView } from '../../../../kernel/contracts/orders.ts';
import { useFormat } from '../../format/use-format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { TimeText } from '../records/time-text.tsx';

interface MilestoneLineProps {
  milestone: MilestoneView;
  mayWrite: boolean;
  onDone: () => void;
  onPay: () => void;
  onRemove: () => void;
}

/** One day of a contract with what is still to do about it. */
export function MilestoneLine({ milestone, mayWrite, onDone, onPay, onRemove }: MilestoneLineProps) {
  const { t } = useTranslation();
  const { money, time } = useFormat();
  const open = milestone.done_on === null;
  const payment = milestone.kind === 'payment';
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-2 last:border-b-0">
      <div className="min-w-40 flex-1">
        <p className="flex flex-wrap items-center gap-2">
          <Badge>{t(`milestoneKind.${milestone.kind}`)}</Badge>
          <span className="font-medium">{milestone.name}</span>
          {milestone.overdue && <Badge tone="danger">{t('contract.milestoneOverdue')}</Badge>}
        </p>
        <p className="num text-sm text-muted">
          {open ? <TimeText at={milestone.due_on} /> : t('contract.milestoneDone', { when: time(milestone.done_on) })}
          {payment &&
            ` · ${t('contract.paidOf', { paid: money(milestone.paid_amount), amount: money(milestone.amount ?? 0) })}`}
        </p>
      </div>
      {mayWrite && (
        <span className="flex gap-1">
          {open && (
            <Button
              size="sm"
              aria-label={`${t(payment ? 'contract.pay' : 'contract.markDone')} ${milestone.name}`}
              onClick={payment ? onPay : onDone}
            >
              {t(payment ? 'contract.pay' : 'contract.markDone')}
            </Button>
          )}
          {milestone.paid_amount === 0 && (
            <Button
              size="icon-sm"
              variant="ghost"
              aria-label={t('contract.removeMilestone', { name: milestone.name })}
              onClick={onRemove}
            >
              <Trash2 aria-hidden />
            </Button>
          )}
        </span>
      )}
    </li>
  );
}
