import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BulkEditRow, BulkEditView } from '../../../../kernel/contracts/data-quality.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Table, Td, Th, Tr } from '../../ui/table.tsx';
import { MergeValue } from '../duplicates/merge-value.tsx';
import { usePage } from '../lists/use-page.ts';

interface BulkRowsProps {
  edit: BulkEditView;
  status: BulkEditRow['status'];
  title: string;
}

const FEW = 10;
const MANY = 200;

/** The records of one outcome: what each was and becomes, or why it is left alone. */
export function BulkRows({ edit, status, title }: BulkRowsProps) {
  const { t } = useTranslation();
  const [size, setSize] = useState(FEW);
  const query = usePage<BulkEditRow>(`crm/bulk-edits/${edit.id}/rows`, { status, page: 1, page_size: size });
  const rows = query.data?.items ?? [];
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (rows.length === 0) return null;
  const withReasons = rows.some((row) => row.reason !== null);
  return (
    <section>
      <h3 className="mb-1 text-sm font-medium text-muted">{title}</h3>
      <Table containerClassName="rounded-md border border-line">
        <thead>
          <tr>
            <Th>{t('field.name')}</Th>
            <Th>{t(withReasons ? 'bulkEdit.reason' : 'bulkEdit.change')}</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Tr key={row.position}>
              <Td className="max-w-56 truncate">{row.name}</Td>
              <Td>{row.reason ?? <Change edit={edit} row={row} />}</Td>
            </Tr>
          ))}
        </tbody>
      </Table>
      {query.data !== undefined && query.data.total > rows.length && (
        <p className="mt-1 text-sm text-muted">
          {t('bulkEdit.shown', { shown: rows.length, total: query.data.total })}
          {size === FEW && (
            <Button variant="link" className="ml-2" onClick={() => setSize(MANY)}>
              {t('list.more')}
            </Button>
          )}
        </p>
      )}
    </section>
  );
}

/** What a record was and becomes. Only one field is changed at a time. */
function Change({ edit, row }: { edit: BulkEditView; row: BulkEditRow }) {
  const keys = Object.keys(row.after).filter((key) => key !== 'owner_id' || !('owner_name' in row.after));
  return (
    <>
      {keys.map((key) => (
        <span key={key} className="block">
          <span className="text-muted">
            <MergeValue entity={edit.entity} field={key} value={row.before[key]} />
          </span>
          {' → '}
          <MergeValue entity={edit.entity} field={key} value={row.after[key]} />
        </span>
      ))}
    </>
  );
}
