import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ImportPreview } from '../../../../kernel/contracts/imports.ts';
import { Table, Td, Th, Tr } from '../../ui/table.tsx';
import { enumWord } from './enum-word.ts';
import type { Mapping } from './mapping.ts';

/** The first rows as they would be stored; what is wrong with a row stands under it. */
export function PreviewTable({ preview, mapping }: { preview: ImportPreview; mapping: Mapping }) {
  const { t } = useTranslation();
  const fields = preview.import.fields.filter((field) => mapping[field.name] !== undefined);
  if (fields.length === 0) return <p className="text-muted">{t('imports.nothingMapped')}</p>;
  return (
    <Table containerClassName="rounded-md border border-line bg-surface">
      <thead>
        <tr>
          <Th numeric>{t('imports.row')}</Th>
          {fields.map((field) => (
            <Th key={field.name}>{field.label}</Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {preview.sample.map((row) => (
          <Tr key={row.row} className={row.issues.length > 0 ? 'bg-warning-soft' : ''}>
            <Td numeric className="align-top text-faint">
              {row.row}
            </Td>
            {fields.map((field) => {
              const issues = row.issues.filter((issue) => issue.column === mapping[field.name]);
              return (
                <Td key={field.name} className="max-w-64 align-top">
                  <span className="line-clamp-2">{asText(enumWord(field, row.parsed[field.name], t))}</span>
                  {issues.map((issue) => (
                    <span key={issue.code} className="flex items-start gap-1 text-xs text-warning">
                      <TriangleAlert className="mt-0.5 size-3 shrink-0" aria-hidden />
                      {issue.message}
                    </span>
                  ))}
                </Td>
              );
            })}
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function asText(value: unknown): string {
  if (value === null || value === undefined) return '—';
  if (Array.isArray(value)) return value.map(asText).join('、');
  return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean);
}
