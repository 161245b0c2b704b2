import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ChevronDown } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { RecycleWarning } from '../../../../kernel/contracts/pools.ts';
import { api } from '../../api/client.ts';
import { TimeText } from '../records/time-text.tsx';

/** What falls back to a pool soon, folded to one line. Nothing when there is nothing. */
export function RecycleWarnings() {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: ['crm/recycle-warnings'],
    queryFn: ({ signal }) => api.get<{ items: RecycleWarning[] }>('crm/recycle-warnings', undefined, signal),
  });
  if (data === undefined || data.items.length === 0) return null;
  return (
    <details className="group mx-4 mb-2 rounded-md bg-warning-soft px-3 py-2">
      <summary className="flex cursor-pointer items-center gap-2 text-warning">
        <ChevronDown className="size-4 -rotate-90 transition-transform group-open:rotate-0" aria-hidden />
        {t('pool.warnings', { count: data.items.length })}
      </summary>
      <ul className="mt-2 max-h-64 overflow-y-auto">
        {data.items.map((one) => (
          <li key={one.entity_id} className="flex flex-wrap gap-x-3 py-1">
            <Link
              to={one.entity === 'lead' ? '/leads' : '/customers'}
              search={{ open: one.entity_id } as never}
              className="font-medium hover:underline"
            >
              {one.name}
            </Link>
            <span className="text-muted">{one.owner_name}</span>
            <span className="text-muted">
              <TimeText at={one.recycle_at} /> · {one.pool_name}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
