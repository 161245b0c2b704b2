import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { FileUp } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  IMPORT_KINDS,
  type ImportKind,
  type ImportPreview,
  type ImportView,
} from '../../../../kernel/contracts/imports.ts';
import { api } from '../../api/client.ts';
import { PageHead } from '../../shell/page-head.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { FileDrop } from '../../ui/file-drop.tsx';
import { Select } from '../../ui/select.tsx';
import { Table, Td, Th, Tr } from '../../ui/table.tsx';
import { ListSkeleton } from '../lists/list-skeleton.tsx';
import { TimeText } from '../records/time-text.tsx';
import { ImportStatusBadge } from './import-status-badge.tsx';

const ENDINGS = ['.xlsx', '.xlsm', '.csv', '.tsv', '.txt'];

/** A new import, and those before it. */
export function ImportsPage() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [kind, setKind] = useState<ImportKind>('customers');
  const upload = useMutation({
    mutationFn: (file: File) => {
      const form = new FormData();
      form.append('file', file);
      return api.post<ImportPreview>('crm/imports', form, { kind });
    },
    onSuccess: async (preview) => {
      queries.setQueryData(['crm/imports', 'preview', preview.import.id], preview);
      queries.setQueryData(['crm/imports', 'one', preview.import.id], preview.import);
      await navigate({ to: '/imports/$id', params: { id: preview.import.id } });
    },
  });
  return (
    <div className="mx-auto max-w-5xl">
      <PageHead title={t('nav.imports')} />
      <section className="grid gap-4 px-4 pb-6">
        <div className="sm:max-w-64">
          <Field label={t('imports.kind')}>
            {(control) => (
              <Select
                {...control}
                value={kind}
                onChange={(value) => setKind(value as ImportKind)}
                options={IMPORT_KINDS.map((one) => ({ value: one, label: t(`importKind.${one}`) }))}
              />
            )}
          </Field>
        </div>
        <FileDrop
          words={{
            drop: t('imports.drop'),
            hint: t('imports.dropHint'),
            choose: t('imports.chooseFile'),
            reading: t('imports.reading'),
            wrong: t('imports.wrongFile'),
          }}
          endings={ENDINGS}
          busy={upload.isPending}
          error={upload.isError ? upload.error : null}
          onFiles={([file]) => file && upload.mutate(file)}
        />
      </section>
      <ImportHistory />
    </div>
  );
}

function ImportHistory() {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: ['crm/imports', 'list'],
    queryFn: ({ signal }) => api.get<{ items: ImportView[] }>('crm/imports', undefined, signal),
  });
  return (
    <section className="px-4 pb-8">
      <h2 className="mb-2 font-semibold">{t('imports.history')}</h2>
      <div className="rounded-md border border-line bg-surface">
        {query.isPending && <ListSkeleton />}
        {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
        {query.data?.items.length === 0 && (
          <EmptyState icon={FileUp} title={t('imports.emptyTitle')}>
            {t('imports.emptyBody')}
          </EmptyState>
        )}
        {query.data !== undefined && query.data.items.length > 0 && (
          <Table>
            <thead>
              <tr>
                <Th>{t('imports.file')}</Th>
                <Th>{t('imports.kind')}</Th>
                <Th>{t('field.status')}</Th>
                <Th numeric>{t('imports.rows')}</Th>
                <Th numeric>{t('imports.failed')}</Th>
                <Th>{t('field.createdAt')}</Th>
              </tr>
            </thead>
            <tbody>
              {query.data.items.map((one) => (
                <Tr key={one.id}>
                  <Td className="font-medium">
                    <Link to="/imports/$id" params={{ id: one.id }} className="hover:text-accent-ink">
                      {one.file_name}
                    </Link>
                  </Td>
                  <Td className="text-muted">{t(`importKind.${one.kind}`)}</Td>
                  <Td>
                    <ImportStatusBadge status={one.status} />
                  </Td>
                  <Td numeric>{one.total}</Td>
                  <Td numeric className={one.failed > 0 ? 'text-danger' : 'text-muted'}>
                    {one.failed}
                  </Td>
                  <Td className="text-muted">
                    <TimeText at={one.created_at} />
                  </Td>
                </Tr>
              ))}
            </tbody>
          </Table>
        )}
      </div>
    </section>
  );
}
