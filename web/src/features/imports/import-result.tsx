import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportRowIssue, ImportView } from '../../../../kernel/contracts/imports.ts';
import { buttonLook, Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { usePage } from '../lists/use-page.ts';
import { IssueTable } from './issue-table.tsx';

const PLACES = {
  customers: '/customers',
  contacts: '/customers',
  leads: '/leads',
  opportunities: '/opportunities',
  activities: '/activities',
  products: '/opportunities',
  users: '/system',
} as const;

/** What an import did: counts, the rows that did not go in, and what to do about them. */
export function ImportResult({ batch }: { batch: ImportView }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [size, setSize] = useState(50);
  const issues = usePage<ImportRowIssue>(
    `crm/imports/${batch.id}/issues`,
    { page: 1, page_size: size },
    { enabled: batch.failed > 0 },
  );
  useEffect(() => {
    // What was loaded before the import is out of date everywhere.
    for (const path of [
      'crm/customers',
      'crm/contacts',
      'crm/leads',
      'crm/opportunities',
      'crm/activities',
      'crm/facets',
      'crm/tags',
      'crm/products',
      'users',
    ])
      void queries.invalidateQueries({ queryKey: [path] });
  }, [queries]);
  const counts = ['created', 'updated', 'unchanged', 'failed'] as const;
  return (
    <>
      <output className="mb-3 block font-medium">
        {batch.error ?? t(`imports.end.${endOf(batch)}`, { count: batch.failed })}
      </output>
      <dl className="mb-4 grid grid-cols-2 gap-3 sm:grid-cols-4">
        {counts.map((name) => (
          <div key={name} className="rounded-md border border-line bg-surface px-4 py-3">
            <dt className="text-sm text-muted">{t(`imports.${name}`)}</dt>
            <dd
              className={
                name === 'failed' && batch.failed > 0
                  ? 'num text-xl font-semibold text-danger'
                  : 'num text-xl font-semibold'
              }
            >
              {batch[name]}
            </dd>
          </div>
        ))}
      </dl>
      <p className="mb-4 text-muted">{t(batch.failed > 0 ? 'imports.rerunFailed' : 'imports.rerun')}</p>
      <div className="flex flex-wrap gap-2">
        <Link to={PLACES[batch.kind]} className={buttonLook({ variant: 'primary' })}>
          {t('imports.see', { kind: t(`importKind.${batch.kind}`) })}
        </Link>
        <Link to="/imports" className={buttonLook({ variant: 'secondary' })}>
          {t('imports.another')}
        </Link>
      </div>
      {issues.isError && <ErrorState error={issues.error} onRetry={() => void issues.refetch()} />}
      {issues.data !== undefined && issues.data.items.length > 0 && (
        <>
          <IssueTable issues={issues.data.items} />
          {issues.data.total > issues.data.items.length && size < 200 && (
            <Button variant="ghost" className="mt-2" onClick={() => setSize(200)}>
              {t('list.more')}
            </Button>
          )}
        </>
      )}
    </>
  );
}

function endOf(batch: ImportView): 'done' | 'partly' | 'failed' | 'cancelled' {
  if (batch.status === 'cancelled') return 'cancelled';
  if (batch.status === 'failed') return 'failed';
  return batch.failed > 0 ? 'partly' : 'done';
}
