import { useTranslation } from 'react-i18next';
import type { OrderView } from '../../../../kernel/contracts/orders.ts';
import { dayOf } from '../../format/day-of.ts';
import { useNow } from '../../format/use-now.ts';
import { Badge } from '../../ui/badge.tsx';
import { TimeText } from '../records/time-text.tsx';

/** When the next task of an order is due, and whether that day has passed. */
export function NextDue({ order }: { order: Pick<OrderView, 'next_due_on'> }) {
  const { t } = useTranslation();
  const today = dayOf(useNow());
  const late = order.next_due_on !== null && order.next_due_on < today;
  return (
    <span className="inline-flex items-center gap-1.5">
      <TimeText at={order.next_due_on} className={late ? 'text-danger' : ''} />
      {late && <Badge tone="danger">{t('order.late')}</Badge>}
    </span>
  );
}
