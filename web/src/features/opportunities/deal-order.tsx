import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpportunityView } from '../../../../kernel/contracts/crm.ts';
import type { OrderDetail, OrderView } from '../../../../kernel/contracts/orders.ts';
import { api } from '../../api/client.ts';
import { useMay } from '../../api/use-session.ts';
import { useFormat } from '../../format/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { toast } from '../../ui/toast.tsx';
import { usePage } from '../lists/use-page.ts';
import { OrderStatusBadge } from '../orders/order-status-badge.tsx';
import { runAction } from '../records/run-action.ts';
import { Section } from '../records/section.tsx';

/** The order of a won deal, or the button that makes it. A deal has one order, however often it is asked for. */
export function DealOrder({ deal }: { deal: OpportunityView }) {
  const { t } = useTranslation();
  const { money } = useFormat();
  const queries = useQueryClient();
  const mayWrite = useMay('crm.write');
  const query = usePage<OrderView>('crm/orders', { opportunity_id: deal.id, page_size: 1 });
  const [pending, setPending] = useState(false);
  const order = query.data?.items[0];
  const create = async () => {
    setPending(true);
    await runAction(t, async () => {
      const made = await api.post<OrderDetail>(`crm/opportunities/${deal.id}/order`, {});
      toast.success(t('deal.orderMade', { code: made.code }));
    });
    setPending(false);
    await queries.invalidateQueries({ queryKey: ['crm/orders'] });
  };
  return (
    <Section title={t('deal.order')}>
      {query.isPending && <Skeleton className="w-1/2" />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data !== undefined && order === undefined && (
        <div className="flex flex-wrap items-center justify-between gap-2">
          <p className="text-muted">{t('deal.noOrder')}</p>
          {mayWrite && (
            <Button variant="primary" loading={pending} onClick={() => void create()}>
              {t('deal.createOrder')}
            </Button>
          )}
        </div>
      )}
      {order && (
        <Link
          to="/orders"
          search={{ open: order.id }}
          aria-label={`${t('deal.openOrder')} ${order.code}`}
          className="tap flex min-h-10 flex-wrap items-center gap-x-3 rounded-md border border-line px-3 py-1 hover:bg-sunken"
        >
          <span className="num min-w-0 flex-1">{order.code}</span>
          <span className="num">{money(order.amount)}</span>
          <OrderStatusBadge status={order.status} />
          {order.tasks_total > 0 && (
            <span className="num text-sm text-muted">
              {t('order.progressOf', { done: order.tasks_done, total: order.tasks_total })}
            </span>
          )}
        </Link>
      )}
    </Section>
  );
}
