import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportPreview, ImportView } from '../../../../kernel/contracts/imports.ts';
import { api } from '../../api/client.ts';
import { describeError } from '../../api/describe-error.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { ListSkeleton } from '../lists/list-skeleton.tsx';
import { Section } from '../records/section.tsx';
import { IssueTable } from './issue-table.tsx';
import { MappingTable } from './mapping-table.tsx';
import { setColumn, setValue, type Mapping, type Values } from './mapping.ts';
import { PreviewTable } from './preview-table.tsx';
import { PreviewTwins } from './preview-twins.tsx';
import { SheetChoice } from './sheet-choice.tsx';
import { UnknownValues } from './unknown-values.tsx';

/**
 * Says which column is which field and what unknown values mean, shows what a start would do, and starts. Every change
 * asks the server for a new preview; the last one stays to be read meanwhile.
 */
export function MappingStep({ batch }: { batch: ImportView }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const key = ['crm/imports', 'preview', batch.id];
  const first = useQuery({
    queryKey: key,
    queryFn: () => api.post<ImportPreview>(`crm/imports/${batch.id}/preview`, {}),
    staleTime: Infinity,
  });
  const [mapping, setMapping] = useState<Mapping>(batch.mapping);
  const [values, setValues] = useState<Values>(batch.values);
  const refresh = useMutation({
    mutationFn: (body: { mapping: Mapping; values: Values }) =>
      api.post<ImportPreview>(`crm/imports/${batch.id}/preview`, body),
    // Answers may come out of order; only the last question counts.
    scope: { id: `preview-${batch.id}` },
    onSuccess: (preview) => queries.setQueryData(key, preview),
  });
  const start = useMutation({
    mutationFn: () => api.post<ImportView>(`crm/imports/${batch.id}/start`, { mapping, values }),
    onSuccess: (view) => {
      queries.setQueryData(['crm/imports', 'one', batch.id], view);
      void queries.invalidateQueries({ queryKey: ['crm/imports', 'list'] });
    },
  });
  const cancel = useMutation({
    mutationFn: () => api.post(`crm/imports/${batch.id}/cancel`),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['crm/imports'] }),
  });
  const preview = first.data;
  if (preview === undefined)
    return first.isError ? <ErrorState error={first.error} onRetry={() => void first.refetch()} /> : <ListSkeleton />;
  const change = (next: { mapping?: Mapping; values?: Values }) => {
    const body = { mapping: next.mapping ?? mapping, values: next.values ?? values };
    setMapping(body.mapping);
    setValues(body.values);
    refresh.mutate(body);
  };
  const missing = batch.fields.filter((field) => field.required && mapping[field.name] === undefined);
  const failure = [start.error, refresh.error, cancel.error].find((error) => error !== null) ?? null;
  return (
    <>
      {batch.sheets.length > 1 && <SheetChoice batch={batch} />}
      <Section title={t('imports.mapping')}>
        <MappingTable
          batch={batch}
          mapping={mapping}
          sample={preview.sample}
          onChange={(field, column) => change({ mapping: setColumn(mapping, field, column) })}
        />
      </Section>
      <UnknownValues
        batch={batch}
        unknown={preview.unknown_values}
        values={values}
        onChange={(changes) =>
          change({
            values: changes.reduce((all, one) => setValue(all, one.field, one.value, one.meaning), values),
          })
        }
      />
      <Section title={t('imports.preview')}>
        <PreviewTable preview={preview} mapping={mapping} />
        <PreviewTwins duplicates={preview.duplicates} />
        {preview.issues.length > 0 && <IssueTable issues={preview.issues} />}
      </Section>
      <footer className="sticky bottom-0 -mx-4 flex flex-wrap items-center gap-3 border-t border-line bg-canvas px-4 py-3">
        <p aria-live="polite" className="num mr-auto text-muted">
          {refresh.isPending
            ? t('imports.checking')
            : t('imports.readyCount', { valid: preview.valid_rows, invalid: preview.invalid_rows })}
        </p>
        {failure !== null && (
          <p role="alert" className="text-sm text-danger">
            {describeError(failure, t).message}
          </p>
        )}
        {missing.length > 0 && (
          <p className="text-sm text-danger">
            {t('imports.missing', { fields: missing.map((field) => field.label).join('、') })}
          </p>
        )}
        <Button loading={cancel.isPending} onClick={() => cancel.mutate()}>
          {t('imports.discard')}
        </Button>
        <Button
          variant="primary"
          loading={start.isPending}
          disabled={missing.length > 0 || refresh.isPending || preview.valid_rows === 0}
          onClick={() => start.mutate()}
        >
          {t('imports.start', { count: preview.valid_rows })}
        </Button>
      </footer>
    </>
  );
}
