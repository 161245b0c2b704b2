import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ImportView } from '../../../../kernel/contracts/imports.ts';
import { api } from '../../api/client.ts';
import { PageHead } from '../../shell/page-head.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { ListSkeleton } from '../lists/list-skeleton.tsx';
import { ImportResult } from './import-result.tsx';
import { ImportRunning } from './import-running.tsx';
import { ImportStatusBadge } from './import-status-badge.tsx';
import { MappingStep } from './mapping-step.tsx';

const route = getRouteApi('/_app/imports/$id');
const SECOND = 1000;

/** One import at the step it stands at: mapping while it is ready, progress while it runs, then its result. */
export function ImportPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const query = useQuery({
    queryKey: ['crm/imports', 'one', id],
    queryFn: ({ signal }) => api.get<ImportView>(`crm/imports/${id}`, undefined, signal),
    refetchInterval: (current) => (current.state.data?.status === 'running' ? SECOND : false),
  });
  const batch = query.data;
  return (
    <div className="mx-auto max-w-6xl">
      <PageHead
        title={batch?.file_name ?? t('nav.imports')}
        actions={batch !== undefined && <ImportStatusBadge status={batch.status} />}
      />
      <div className="px-4 pb-8">
        <p className="mb-3 text-sm text-muted">
          <Link to="/imports" className="text-accent-ink underline underline-offset-4">
            {t('nav.imports')}
          </Link>
          {batch !== undefined && ` / ${t(`importKind.${batch.kind}`)} / ${batch.encoding.toUpperCase()}`}
        </p>
        {query.isPending && <ListSkeleton />}
        {query.isError && batch === undefined && (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        )}
        {batch?.status === 'ready' && <MappingStep key={`${batch.id} ${batch.sheet ?? ''}`} batch={batch} />}
        {batch?.status === 'running' && <ImportRunning batch={batch} />}
        {batch !== undefined && batch.status !== 'ready' && batch.status !== 'running' && (
          <ImportResult batch={batch} />
        )}
      </div>
    </div>
  );
}
