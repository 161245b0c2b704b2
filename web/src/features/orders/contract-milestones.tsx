import { useQuery } from '@tanstack/react-query';
import { Check, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContractView, MilestoneView } from '../../../../kernel/contracts/orders.ts';
import { api } from '../../api/client.ts';
import { useMay } from '../../api/use-session.ts';
import { dayOf } from '../../format/day-of.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { PaymentDialog } from '../contracts/payment-dialog.tsx';
import { runAction } from '../records/run-action.ts';
import { TimeText } from '../records/time-text.tsx';
import { MilestoneDialog } from './milestone-dialog.tsx';
import { useRefreshOrders } from './use-refresh-orders.ts';

/** The days that stand in a contract: payments until they are paid, others until somebody says they are done. */
export function ContractMilestones({ contract }: { contract: ContractView }) {
  const { t } = useTranslation();
  const mayWrite = useMay('crm.write');
  const query = useQuery({
    queryKey: ['crm/contracts', 'milestones', contract.id],
    queryFn: ({ signal }) =>
      api
        .get<{ items: MilestoneView[] }>(`crm/contracts/${contract.id}/milestones`, undefined, signal)
        .then((found) => found.items),
  });
  const refresh = useRefreshOrders();
  const [asking, setAsking] = useState<MilestoneView | 'new' | null>(null);
  return (
    <>
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      <ul>
        {query.data?.map((milestone) => (
          <MilestoneRow key={milestone.id} milestone={milestone} onPay={() => setAsking(milestone)} />
        ))}
      </ul>
      {mayWrite && (
        <Button size="sm" variant="ghost" className="-ml-2" onClick={() => setAsking('new')}>
          <Plus aria-hidden />
          {t('order.addMilestone')}
        </Button>
      )}
      {asking === 'new' && <MilestoneDialog contractId={contract.id} onClose={() => setAsking(null)} />}
      {asking !== null && asking !== 'new' && (
        <PaymentDialog milestone={asking} onClose={() => setAsking(null)} onPaid={() => void refresh()} />
      )}
    </>
  );
}

function MilestoneRow({ milestone, onPay }: { milestone: MilestoneView; onPay: () => void }) {
  const { t } = useTranslation();
  const { money } = useFormat();
  const mayWrite = useMay('crm.write');
  const refresh = useRefreshOrders();
  const today = dayOf(useNow());
  const payment = milestone.kind === 'payment';
  const finish = async () => {
    const path = `crm/contracts/${milestone.contract_id}/milestones/${milestone.id}`;
    await runAction(t, () => api.patch(path, { version: milestone.version, done_on: today }));
    await refresh();
  };
  return (
    <li className="flex items-center gap-2 border-b border-line py-1.5">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2">
          <span>{milestone.name}</span>
          <span className="text-sm text-faint">{t(`milestoneKind.${milestone.kind}`)}</span>
          {milestone.overdue && <Badge tone="danger">{t('order.late')}</Badge>}
          {milestone.done_on !== null && <Badge tone="success">{t('order.markDone')}</Badge>}
        </p>
        <p className="num flex flex-wrap gap-x-2 text-sm text-muted">
          <TimeText at={milestone.due_on} />
          {payment &&
            milestone.amount !== null &&
            t('order.paid', { paid: money(milestone.paid_amount), amount: money(milestone.amount) })}
        </p>
      </div>
      {mayWrite &&
        milestone.done_on === null &&
        (payment ? (
          <Button size="sm" aria-label={`${t('contract.pay')} ${milestone.name}`} onClick={onPay}>
            {t('contract.pay')}
          </Button>
        ) : (
          <Button
            size="sm"
            aria-label={t('order.markDoneNamed', { name: milestone.name })}
            onClick={() => void finish()}
          >
            <Check aria-hidden />
            {t('order.markDone')}
          </Button>
        ))}
    </li>
  );
}
