import type { TFunction } from 'i18next';
import type { OrderView } from '../../../../kernel/contracts/orders.ts';
import type { useFormat } from '../../format/use-format.ts';
import type { Column } from '../lists/column.ts';
import { TimeText } from '../records/time-text.tsx';
import { NextDue } from './next-due.tsx';
import { OrderStatusBadge } from './order-status-badge.tsx';

/** The columns of the list of orders. */
export function orderColumns(format: ReturnType<typeof useFormat>, t: TFunction): Column<OrderView>[] {
  return [
    {
      key: 'name',
      word: 'order',
      sort: 'name',
      render: (row) => (
        <>
          <span className="block truncate leading-5">{row.name}</span>
          <span className="num block truncate text-xs leading-4 font-normal text-faint">
            {row.code} · {row.customer_name}
          </span>
        </>
      ),
    },
    {
      key: 'status',
      word: 'status',
      standard: true,
      sort: 'status',
      render: (row) => <OrderStatusBadge status={row.status} />,
    },
    { key: 'nextDue', word: 'nextDue', standard: true, sort: 'next_due', render: (row) => <NextDue order={row} /> },
    {
      key: 'progress',
      word: 'delivery',
      standard: true,
      render: (row) =>
        row.plan_id === null
          ? t('order.noPlan')
          : t('order.progressOf', { done: row.tasks_done, total: row.tasks_total }),
    },
    {
      key: 'amount',
      word: 'amount',
      standard: true,
      numeric: true,
      sort: 'amount',
      render: (row) => format.shortMoney(row.amount),
    },
    { key: 'owner', word: 'owner', standard: true, render: (row) => row.owner_name ?? '—' },
    {
      key: 'orderedOn',
      word: 'orderedOn',
      standard: true,
      sort: 'ordered_on',
      render: (row) => <TimeText at={row.ordered_on} />,
    },
  ];
}
