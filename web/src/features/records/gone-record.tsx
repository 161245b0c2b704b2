import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Merge } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { QualityEntity } from '../../../../kernel/contracts/data-quality.ts';
import { ApiError } from '../../api/api-error.ts';
import { api } from '../../api/client.ts';
import { buttonLook } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { RECORD_PLACES } from '../duplicates/record-places.ts';

interface GoneRecordProps {
  entity: QualityEntity;
  id: string;
  error: Error;
  onRetry: () => void;
}

/** A record that does not come: where it was merged into another, the way there, else what the server said. */
export function GoneRecord({ entity, id, error, onRetry }: GoneRecordProps) {
  const { t } = useTranslation();
  const missing = error instanceof ApiError && error.status === 404;
  const { data } = useQuery({
    queryKey: [`crm/${entity}s`, 'survivor', id],
    queryFn: ({ signal }) =>
      api.get<{ id: string; name: string }>(`crm/merged-records/${entity}/${id}`, undefined, signal),
    enabled: missing,
    retry: false,
  });
  if (data === undefined) return <ErrorState error={error} onRetry={onRetry} />;
  const { to, search } = RECORD_PLACES[entity](data.id);
  return (
    <EmptyState
      icon={Merge}
      title={t('merge.into', { name: data.name })}
      action={
        <Link to={to} search={search as never} className={buttonLook({ variant: 'primary' })}>
          {t('merge.openSurvivor')}
        </Link>
      }
    >
      {t('merge.intoBody')}
    </EmptyState>
  );
}
