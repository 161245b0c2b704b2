import type { TFunction } from 'i18next';
import type { CustomerView } from '../../../../kernel/contracts/crm.ts';
import type { useFormat } from '../../format/use-format.ts';
import { Badge } from '../../ui/badge.tsx';
import type { Column } from '../lists/column.ts';
import { HealthBadge } from '../records/health-badge.tsx';
import { TimeText } from '../records/time-text.tsx';

/** The columns of the list of customers. */
export function customerColumns(format: ReturnType<typeof useFormat>, t: TFunction): Column<CustomerView>[] {
  return [
    {
      key: 'name',
      word: 'name',
      sort: 'name',
      render: (row) => (
        <>
          <span className="block truncate leading-5">{row.name}</span>
          <span className="block text-xs leading-4 font-normal text-faint">{row.code}</span>
        </>
      ),
    },
    { key: 'owner', word: 'owner', standard: true, render: (row) => row.owner_name },
    { key: 'region', word: 'region', standard: true, sort: 'region', render: (row) => row.region },
    { key: 'city', word: 'city', render: (row) => row.city },
    { key: 'sector', word: 'sector', standard: true, sort: 'sector', wideOnly: true, render: (row) => row.sector },
    {
      key: 'tags',
      word: 'tags',
      standard: true,
      render: (row) => (
        <span className="flex flex-wrap gap-1">
          {row.tags.slice(0, 3).map((tag) => (
            <Badge key={tag}>{tag}</Badge>
          ))}
          {row.tags.length > 3 && <Badge>+{row.tags.length - 3}</Badge>}
        </span>
      ),
    },
    {
      key: 'health',
      word: 'health',
      standard: true,
      sort: 'health',
      render: (row) => (row.health_level === null ? '—' : <HealthBadge level={row.health_level} score={row.health} />),
    },
    { key: 'tier', word: 'tier', standard: true, wideOnly: true, render: (row) => t(`tier.${row.tier}`) },
    {
      key: 'openAmount',
      word: 'openAmount',
      standard: true,
      numeric: true,
      render: (row) => (row.open_amount === 0 ? '—' : format.shortMoney(row.open_amount)),
    },
    {
      key: 'lastActivity',
      word: 'lastActivity',
      standard: true,
      sort: 'last_activity_at',
      render: (row) => <TimeText at={row.last_activity_at} />,
    },
    {
      key: 'nextFollowUp',
      word: 'nextFollowUp',
      standard: true,
      wideOnly: true,
      render: (row) => <TimeText at={row.next_follow_up_at} />,
    },
    { key: 'source', word: 'source', render: (row) => row.source },
    { key: 'team', word: 'team', render: (row) => row.team_name },
    {
      key: 'employees',
      word: 'employees',
      numeric: true,
      sort: 'employees',
      render: (row) => format.number(row.employees),
    },
    {
      key: 'annualRevenue',
      word: 'annualRevenue',
      numeric: true,
      sort: 'annual_revenue',
      render: (row) => format.shortMoney(row.annual_revenue),
    },
    { key: 'createdAt', word: 'createdAt', sort: 'created_at', render: (row) => <TimeText at={row.created_at} /> },
  ];
}
