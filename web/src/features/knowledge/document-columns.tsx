import type { TFunction } from 'i18next';
import type { DocumentView } from '../../../../kernel/contracts/knowledge.ts';
import { formatNumber } from '../../format/format-number.ts';
import type { Column } from '../lists/column.ts';
import { TimeText } from '../records/time-text.tsx';
import { DocumentBadges } from './document-badges.tsx';

/** The columns of the list of documents. */
export function documentColumns(t: TFunction): Column<DocumentView>[] {
  return [
    { key: 'title', word: 'documentTitle', sort: 'title', render: (row) => <Title row={row} /> },
    { key: 'category', word: 'category', standard: true, render: (row) => row.category ?? '—' },
    { key: 'state', word: 'status', standard: true, render: (row) => <DocumentBadges document={row} /> },
    {
      key: 'passages',
      word: 'passages',
      standard: true,
      numeric: true,
      wideOnly: true,
      render: (row) => formatNumber(row.current?.passages ?? 0),
    },
    {
      key: 'number',
      word: 'documentVersion',
      standard: true,
      wideOnly: true,
      render: (row) => t('knowledge.versionNumber', { number: row.current?.number ?? row.latest.number }),
    },
    { key: 'owner', word: 'owner', standard: true, render: (row) => row.owner_name ?? '—' },
    {
      key: 'valid_until',
      word: 'validUntil',
      sort: 'valid_until',
      standard: true,
      render: (row) => (row.valid_until === null ? t('knowledge.noEnd') : <TimeText at={row.valid_until} />),
    },
    {
      key: 'updated_at',
      word: 'updatedAt',
      sort: 'updated_at',
      standard: true,
      render: (row) => <TimeText at={row.updated_at} />,
    },
  ];
}

/** The title, and why the document cannot be read where it cannot. */
function Title({ row }: { row: DocumentView }) {
  const problem = row.latest.status === 'failed' ? row.latest.problem : null;
  return (
    <span className="block min-w-0">
      <span className="line-clamp-2">{row.title}</span>
      {problem !== null && (
        <span className="block truncate text-xs font-normal text-danger" title={problem.message}>
          {problem.message}
        </span>
      )}
    </span>
  );
}
