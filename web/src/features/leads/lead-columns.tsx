import type { LeadView } from '../../../../kernel/contracts/crm.ts';
import type { Column } from '../lists/column.ts';
import { GradeBadge } from '../records/grade-badge.tsx';
import { LeadStatusBadge } from '../records/lead-status-badge.tsx';
import { TimeText } from '../records/time-text.tsx';

/** The columns of the list of leads. */
export const LEAD_COLUMNS: readonly Column<LeadView>[] = [
  {
    key: 'name',
    word: 'personName',
    sort: 'name',
    render: (row) => (
      <>
        <span className="block truncate leading-5">{row.name}</span>
        <span className="block truncate text-xs leading-4 font-normal text-faint">{row.company ?? row.code}</span>
      </>
    ),
  },
  {
    key: 'status',
    word: 'status',
    standard: true,
    sort: 'status',
    render: (row) => <LeadStatusBadge status={row.status} />,
  },
  {
    key: 'score',
    word: 'score',
    standard: true,
    sort: 'score',
    render: (row) =>
      row.score === null || row.grade === null ? (
        '—'
      ) : (
        <span className="flex items-center gap-2">
          <span className="num w-6 text-right">{row.score}</span>
          <GradeBadge grade={row.grade} />
        </span>
      ),
  },
  { key: 'owner', word: 'owner', standard: true, render: (row) => row.owner_name ?? '—' },
  { key: 'source', word: 'source', standard: true, sort: 'source', render: (row) => row.source },
  { key: 'phone', word: 'phone', standard: true, wideOnly: true, render: (row) => row.phone },
  { key: 'region', word: 'region', standard: true, sort: 'region', wideOnly: true, render: (row) => row.region },
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
    render: (row) => <TimeText at={row.next_follow_up_at} />,
  },
  { key: 'sector', word: 'sector', render: (row) => row.sector },
  { key: 'city', word: 'city', render: (row) => row.city },
  { key: 'createdAt', word: 'createdAt', sort: 'created_at', render: (row) => <TimeText at={row.created_at} /> },
];
