import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { BulkChange, type BulkEditView } from '../../../../kernel/contracts/data-quality.ts';
import { api } from '../../api/client.ts';
import { MergeValue } from '../duplicates/merge-value.tsx';
import { useUserOptions } from '../records/use-users.ts';
import type { BulkField } from './bulk-change.ts';

/** What an edit of many records sets, in words. */
export function ChangeWords({ edit }: { edit: BulkEditView }) {
  const { t } = useTranslation();
  const { entity } = edit;
  const change = BulkChange.safeParse(edit.change).data;
  const { data: fields } = useQuery({
    queryKey: ['crm/bulk-edit-fields', entity],
    queryFn: ({ signal }) =>
      api.get<{ items: BulkField[] }>('crm/bulk-edit-fields', { entity }, signal).then((found) => found.items),
    staleTime: 300_000,
  });
  const users = useUserOptions(change?.owner_id !== undefined && change.owner_id !== null);
  if (change === undefined) return null;
  const parts: [string, string, unknown][] = Object.entries(change.fields ?? {}).map(([name, value]) => [
    fields?.find((one) => one.field === name)?.label ?? name,
    name,
    value,
  ]);
  if (change.owner_id !== undefined)
    parts.push([
      t('field.owner'),
      'owner_name',
      change.owner_id === null
        ? t('bulkEdit.nobody')
        : (users.find((user) => user.value === change.owner_id)?.label ?? '…'),
    ]);
  if (change.add_tags !== undefined) parts.push([t('customer.addTag'), 'tags', change.add_tags]);
  if (change.remove_tags !== undefined) parts.push([t('customer.removeTag'), 'tags', change.remove_tags]);
  return (
    <span className="flex flex-wrap gap-x-4">
      {parts.map(([label, name, value]) => (
        <span key={label}>
          <span className="text-muted">{label}</span>
          {' → '}
          <span className="font-medium">
            <MergeValue entity={entity} field={name} value={value} />
          </span>
        </span>
      ))}
    </span>
  );
}
