import type { OpportunityView } from '../../../../kernel/contracts/crm.ts';
import type { useFormat } from '../../format/use-format.ts';
import type { Column } from '../lists/column.ts';
import { StageBadge } from '../records/stage-badge.tsx';
import { TimeText } from '../records/time-text.tsx';
import { WarningBadges } from './warning-badges.tsx';

/** The columns of the list of opportunities. */
export function opportunityColumns(format: ReturnType<typeof useFormat>): Column<OpportunityView>[] {
  return [
    {
      key: 'name',
      word: 'opportunityName',
      sort: 'name',
      render: (row) => (
        <>
          <span className="flex items-center gap-1.5 leading-5">
            <span className="truncate">{row.name}</span>
            <WarningBadges warnings={row.warnings} />
          </span>
          <span className="block truncate text-xs leading-4 font-normal text-faint">
            {row.customer_name ?? row.code}
          </span>
        </>
      ),
    },
    { key: 'stage', word: 'stage', standard: true, sort: 'stage', render: (row) => <StageBadge stage={row.stage} /> },
    {
      key: 'amount',
      word: 'amount',
      standard: true,
      numeric: true,
      sort: 'amount',
      render: (row) => (row.amount === null ? '—' : format.shortMoney(row.amount)),
    },
    {
      key: 'probability',
      word: 'probability',
      standard: true,
      numeric: true,
      sort: 'probability',
      wideOnly: true,
      render: (row) => format.percent(row.probability / 100),
    },
    {
      key: 'expectedClose',
      word: 'expectedClose',
      standard: true,
      sort: 'expected_close',
      render: (row) => <TimeText at={row.closed_on ?? row.expected_close} />,
    },
    { key: 'owner', word: 'owner', standard: true, render: (row) => row.owner_name ?? '—' },
    { key: 'product', word: 'product', standard: true, wideOnly: true, render: (row) => row.product_name },
    {
      key: 'lastActivity',
      word: 'lastActivity',
      standard: true,
      sort: 'last_activity_at',
      render: (row) => <TimeText at={row.last_activity_at} />,
    },
    {
      key: 'stageChanged',
      word: 'stageChanged',
      sort: 'stage_changed_at',
      render: (row) => <TimeText at={row.stage_changed_at} />,
    },
    { key: 'source', word: 'source', render: (row) => row.source },
    { key: 'team', word: 'team', render: (row) => row.team_name },
    { key: 'createdAt', word: 'createdAt', sort: 'created_at', render: (row) => <TimeText at={row.created_at} /> },
  ];
}
