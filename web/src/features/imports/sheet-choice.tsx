import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ImportPreview, ImportView } from '../../../../kernel/contracts/imports.ts';
import { api } from '../../api/client.ts';
import { describeError } from '../../api/describe-error.ts';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';

/** Which sheet of a workbook is brought in. Another one is read and matched anew. */
export function SheetChoice({ batch }: { batch: ImportView }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const choose = useMutation({
    mutationFn: (sheet: string) => api.post<ImportPreview>(`crm/imports/${batch.id}/sheet`, { sheet }),
    onSuccess: (preview) => {
      queries.setQueryData(['crm/imports', 'preview', batch.id], preview);
      queries.setQueryData(['crm/imports', 'one', batch.id], preview.import);
    },
  });
  return (
    <div className="pb-4 sm:max-w-80" aria-busy={choose.isPending}>
      <Field
        label={t('imports.sheet')}
        hint={t('imports.sheetHint')}
        error={choose.isError ? describeError(choose.error, t).message : undefined}
      >
        {(control) => (
          <Select
            {...control}
            value={batch.sheet ?? undefined}
            disabled={choose.isPending}
            options={batch.sheets.map((sheet) => ({ value: sheet, label: sheet }))}
            onChange={(sheet) => choose.mutate(sheet)}
          />
        )}
      </Field>
    </div>
  );
}
