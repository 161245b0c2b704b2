import { useTranslation } from 'react-i18next';
import type { OrderView } from '../../../../kernel/contracts/orders.ts';
import { useFormat } from '../../format/use-format.ts';
import { NextDue } from './next-due.tsx';
import { OrderStatusBadge } from './order-status-badge.tsx';

/** An order as one entry of the phone's list. */
export function OrderCard({ order }: { order: OrderView }) {
  const { t } = useTranslation();
  const { shortMoney } = useFormat();
  return (
    <>
      <span className="flex items-center gap-2">
        <span className="min-w-0 flex-1 truncate font-medium">{order.name}</span>
        <span className="num shrink-0">{shortMoney(order.amount)}</span>
      </span>
      <span className="flex items-center gap-2 text-sm text-muted">
        <span className="min-w-0 flex-1 truncate">{order.customer_name}</span>
        <OrderStatusBadge status={order.status} />
      </span>
      {order.tasks_total > 0 && (
        <span className="num flex items-center justify-between gap-2 text-sm text-muted">
          {t('order.progressOf', { done: order.tasks_done, total: order.tasks_total })}
          {order.next_due_on !== null && <NextDue order={order} />}
        </span>
      )}
    </>
  );
}
