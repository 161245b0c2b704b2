import { ChevronDown } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ORDER_MOVES, type OrderDetail, type OrderStatus } from '../../../../kernel/contracts/orders.ts';
import { api } from '../../api/client.ts';
import { useMay } from '../../api/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { DropdownMenu, MenuItem } from '../../ui/dropdown-menu.tsx';
import { runAction } from '../records/run-action.ts';
import { OrderStatusBadge } from './order-status-badge.tsx';
import { useRefreshOrders } from './use-refresh-orders.ts';

/** Where an order stands, and the states it can go to by hand. */
export function OrderStatusMenu({ order }: { order: OrderDetail }) {
  const { t } = useTranslation();
  const mayWrite = useMay('crm.write');
  const refresh = useRefreshOrders();
  const move = async (status: OrderStatus) => {
    await runAction(
      t,
      () => api.patch(`crm/orders/${order.id}`, { version: order.version, status }),
      t('order.moved', { status: t(`orderStatus.${status}`) }),
    );
    await refresh();
  };
  if (!mayWrite) return <OrderStatusBadge status={order.status} />;
  return (
    <DropdownMenu
      trigger={
        <Button size="sm" variant="ghost" aria-label={`${t('order.moveTo')}：${t(`orderStatus.${order.status}`)}`}>
          <OrderStatusBadge status={order.status} />
          <ChevronDown aria-hidden />
        </Button>
      }
    >
      {ORDER_MOVES[order.status].map((status) => (
        <MenuItem key={status} danger={status === 'cancelled'} onSelect={() => void move(status)}>
          {t(`orderStatus.${status}`)}
        </MenuItem>
      ))}
    </DropdownMenu>
  );
}
