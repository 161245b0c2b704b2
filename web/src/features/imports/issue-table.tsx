import { useTranslation } from 'react-i18next';
import type { ImportRowIssue } from '../../../../kernel/contracts/imports.ts';
import { Table, Td, Th, Tr } from '../../ui/table.tsx';

/** What is wrong, row by row. */
export function IssueTable({ issues }: { issues: readonly ImportRowIssue[] }) {
  const { t } = useTranslation();
  return (
    <div className="mt-3 rounded-md border border-line bg-surface">
      <Table containerClassName="max-h-80 overflow-y-auto">
        <caption className="px-3 py-2 text-left font-medium">{t('imports.issues')}</caption>
        <thead>
          <tr>
            <Th numeric className="w-16">
              {t('imports.row')}
            </Th>
            <Th>{t('imports.column')}</Th>
            <Th>{t('imports.value')}</Th>
            <Th>{t('imports.problem')}</Th>
          </tr>
        </thead>
        <tbody>
          {issues.map((issue, index) => (
            <Tr key={`${issue.row} ${issue.code} ${String(index)}`}>
              <Td numeric className="text-faint">
                {issue.row}
              </Td>
              <Td className="text-muted">{issue.column ?? '—'}</Td>
              <Td className="max-w-48 truncate">{issue.value ?? '—'}</Td>
              <Td className="min-w-48">{issue.message}</Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
