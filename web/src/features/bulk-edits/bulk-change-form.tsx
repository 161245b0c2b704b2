import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BulkEditPreview, BulkEditView, BulkEntity } from '../../../../kernel/contracts/data-quality.ts';
import { api } from '../../api/client.ts';
import { describeError } from '../../api/describe-error.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import type { ListSearch } from '../lists/list-search.ts';
import { BulkValue } from './bulk-value.tsx';
import { changeOf, type BulkField } from './bulk-change.ts';

export interface BulkStart {
  entity: BulkEntity;
  ids: readonly string[];
  filter: ListSearch;
  total: number;
}

/** Which records, which field, which value. Nothing is changed before the preview was seen. */
export function BulkChangeForm({ start, onReady }: { start: BulkStart; onReady: (edit: BulkEditView) => void }) {
  const { t } = useTranslation();
  const { entity, ids, total } = start;
  const [range, setRange] = useState<'chosen' | 'all'>('chosen');
  const [name, setName] = useState<string>();
  const [text, setText] = useState('');
  const fields = useQuery({
    queryKey: ['crm/bulk-edit-fields', entity],
    queryFn: ({ signal }) =>
      api.get<{ items: BulkField[] }>('crm/bulk-edit-fields', { entity }, signal).then((found) => found.items),
    staleTime: 300_000,
  });
  // Tags are put on or taken off: two ways to change one field.
  const choices = (fields.data ?? []).flatMap((one) =>
    one.kind === 'tags'
      ? [
          { ...one, field: 'add_tags', label: t('customer.addTag') },
          { ...one, field: 'remove_tags', label: t('customer.removeTag') },
        ]
      : [one],
  );
  const field = choices.find((one) => one.field === name);
  const change = field === undefined ? undefined : changeOf(field, text);
  const prepare = useMutation({
    mutationFn: () => {
      const selection = range === 'chosen' ? { ids } : { filter: start.filter };
      return api.post<BulkEditPreview>('crm/bulk-edits', { entity, selection, change });
    },
    onSuccess: (preview) => onReady(preview.bulk_edit),
  });
  if (fields.isPending) return <Skeleton className="h-24" />;
  if (fields.isError) return <ErrorState error={fields.error} onRetry={() => void fields.refetch()} />;
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (change !== undefined) prepare.mutate();
      }}
    >
      {total > ids.length && (
        <fieldset className="flex flex-col gap-1">
          <legend className="mb-1 text-sm font-medium text-muted">{t('bulkEdit.range')}</legend>
          {(['chosen', 'all'] as const).map((one) => (
            <label key={one} className="flex min-h-8 items-center gap-2">
              <input
                type="radio"
                name="bulk-range"
                className="size-3.5 accent-accent"
                checked={range === one}
                onChange={() => setRange(one)}
              />
              {t(`bulkEdit.${one}`, { count: one === 'chosen' ? ids.length : total })}
            </label>
          ))}
        </fieldset>
      )}
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={t('bulkEdit.field')} required>
          {(control) => (
            <Select
              {...control}
              value={name}
              placeholder={t('action.choose')}
              options={choices.map((one) => ({ value: one.field, label: one.label }))}
              onChange={(next) => {
                setName(next);
                setText('');
              }}
            />
          )}
        </Field>
        {field !== undefined && <BulkValue entity={entity} field={field} text={text} onChange={setText} />}
      </div>
      {prepare.isError && (
        <p role="alert" className="text-sm text-danger">
          {describeError(prepare.error, t).message}
        </p>
      )}
      <div className="flex justify-end">
        <Button variant="primary" type="submit" disabled={change === undefined} loading={prepare.isPending}>
          {t('bulkEdit.preview')}
        </Button>
      </div>
    </form>
  );
}
