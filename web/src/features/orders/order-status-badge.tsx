import { useTranslation } from 'react-i18next';
import type { OrderStatus } from '../../../../kernel/contracts/orders.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';

const TONES: Record<OrderStatus, Tone> = {
  confirmed: 'neutral',
  delivering: 'accent',
  completed: 'success',
  cancelled: 'danger',
};

/** Where an order stands. */
export function OrderStatusBadge({ status }: { status: OrderStatus }) {
  const { t } = useTranslation();
  return <Badge tone={TONES[status]}>{t(`orderStatus.${status}`)}</Badge>;
}
