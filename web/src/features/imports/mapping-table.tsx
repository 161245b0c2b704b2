import { useTranslation } from 'react-i18next';
import type { ImportPreview, ImportView } from '../../../../kernel/contracts/imports.ts';
import { Select } from '../../ui/select.tsx';
import { Table, Td, Th, Tr } from '../../ui/table.tsx';
import type { Mapping } from './mapping.ts';

interface MappingTableProps {
  batch: ImportView;
  mapping: Mapping;
  sample: ImportPreview['sample'];
  onChange: (field: string, column: string | undefined) => void;
}

/** The select knows no empty value; no column can be called this, since headers are trimmed. */
const NONE = ' ';

/** Each of our fields with the column that feeds it and what the first rows say there. */
export function MappingTable({ batch, mapping, sample, onChange }: MappingTableProps) {
  const { t } = useTranslation();
  const columns = [
    { value: NONE, label: t('imports.noColumn') },
    ...batch.columns.filter((column) => column.trim() !== '').map((column) => ({ value: column, label: column })),
  ];
  // What was recognised comes first. The order follows the first guess, so that no row moves while one chooses.
  const known = (name: string) => batch.mapping[name] !== undefined;
  const fields = [
    ...batch.fields.filter((field) => field.required || known(field.name)),
    ...batch.fields.filter((field) => !field.required && !known(field.name)),
  ];
  const examples = (column: string | undefined) =>
    column === undefined
      ? ''
      : [...new Set(sample.map((row) => row.raw[column] ?? '').filter((text) => text !== ''))].slice(0, 3).join('、');
  return (
    <Table containerClassName="rounded-md border border-line bg-surface">
      <thead>
        <tr>
          <Th className="w-48">{t('imports.field')}</Th>
          <Th className="w-64">{t('imports.column')}</Th>
          <Th>{t('imports.examples')}</Th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => (
          <Tr key={field.name}>
            <Td className="min-w-28">
              {field.label}
              {field.required && (
                <span className="text-danger" title={t('form.required')}>
                  {' '}
                  *
                </span>
              )}
            </Td>
            <Td className="min-w-44">
              <Select
                aria-label={t('imports.columnFor', { field: field.label })}
                aria-invalid={field.required && mapping[field.name] === undefined ? true : undefined}
                value={mapping[field.name] ?? NONE}
                options={columns}
                onChange={(column) => onChange(field.name, column === NONE ? undefined : column)}
              />
            </Td>
            <Td className="max-w-80 truncate text-muted">{examples(mapping[field.name])}</Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
