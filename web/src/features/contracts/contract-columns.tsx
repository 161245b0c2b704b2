import type { TFunction } from 'i18next';
import type { ContractView } from '../../../../kernel/contracts/orders.ts';
import type { useFormat } from '../../format/use-format.ts';
import type { Column } from '../lists/column.ts';
import { ContractStatusBadge } from '../records/contract-status-badge.tsx';
import { TimeText } from '../records/time-text.tsx';
import { ContractEnd } from './contract-end.tsx';

/** The columns of the list of contracts. */
export function contractColumns(format: ReturnType<typeof useFormat>, t: TFunction): Column<ContractView>[] {
  return [
    {
      key: 'name',
      word: 'contractName',
      sort: 'name',
      render: (row) => (
        <>
          <span className="block truncate leading-5">{row.name}</span>
          <span className="block truncate text-xs leading-4 font-normal text-faint">{row.number ?? row.code}</span>
        </>
      ),
    },
    {
      key: 'customer',
      word: 'customer',
      standard: true,
      render: (row) => <span className="block truncate">{row.customer_name}</span>,
    },
    {
      key: 'status',
      word: 'status',
      standard: true,
      sort: 'status',
      render: (row) => <ContractStatusBadge status={row.status} />,
    },
    {
      key: 'amount',
      word: 'amount',
      standard: true,
      numeric: true,
      sort: 'amount',
      render: (row) => format.shortMoney(row.amount),
    },
    {
      key: 'renewalOn',
      word: 'renewalOn',
      standard: true,
      sort: 'renewal_on',
      render: (row) => <TimeText at={row.renewal_on} />,
    },
    {
      key: 'endsOn',
      word: 'endsOn',
      standard: true,
      sort: 'ends_on',
      render: (row) => <ContractEnd contract={row} />,
    },
    {
      key: 'paidAmount',
      word: 'paidAmount',
      standard: true,
      wideOnly: true,
      numeric: true,
      render: (row) => (
        <>
          {format.shortMoney(row.paid_amount)}
          {row.overdue_amount > 0 && (
            <span className="block text-xs text-danger">
              {t('contract.overdue', { amount: format.shortMoney(row.overdue_amount) })}
            </span>
          )}
        </>
      ),
    },
    { key: 'owner', word: 'owner', standard: true, wideOnly: true, render: (row) => row.owner_name ?? '—' },
    { key: 'signedOn', word: 'signedOn', sort: 'signed_on', render: (row) => <TimeText at={row.signed_on} /> },
    { key: 'startsOn', word: 'startsOn', render: (row) => <TimeText at={row.starts_on} /> },
    { key: 'team', word: 'team', render: (row) => row.team_name },
    { key: 'createdAt', word: 'createdAt', sort: 'created_at', render: (row) => <TimeText at={row.created_at} /> },
  ];
}
