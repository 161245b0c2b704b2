import { useQueryClient } from '@tanstack/react-query';
import { CircleCheck, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.ts';
import { Button } from '../../ui/button.tsx';
import { Td, Tr } from '../../ui/table.tsx';
import { listQuery } from '../lists/list-search.ts';
import type { ListState } from '../lists/use-list-state.ts';
import { usePage } from '../lists/use-page.ts';
import { runAction } from '../records/run-action.ts';
import { TimeText } from '../records/time-text.tsx';
import { PageTable } from './page-table.tsx';

/** A job that failed for good, as the server shows it. */
interface DeadJob {
  id: string;
  job: string | null;
  payload: unknown;
  error: unknown;
  attempts: number;
  failed_at: string;
}

/** The jobs that failed for good; each can be sent back to work. */
export function DeadJobsTab({ list }: { list: ListState }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [busy, setBusy] = useState<string | null>(null);
  const { page, page_size } = listQuery(list.search);
  const query = usePage<DeadJob>('jobs/dead', { page, page_size });
  const replay = async (job: DeadJob) => {
    setBusy(job.id);
    await runAction(t, () => api.post(`jobs/dead/${job.id}/replay`), t('system.replayed'));
    setBusy(null);
    await queries.invalidateQueries({ queryKey: ['jobs/dead'] });
  };
  return (
    <PageTable
      list={list}
      query={query}
      heads={[t('system.job'), t('system.error'), t('system.attempts'), t('system.failedAt'), t('system.deed')]}
      empty={{ icon: CircleCheck, title: t('system.noDeadJobs'), body: t('system.noDeadJobsHint') }}
      renderRow={(job) => (
        <Tr key={job.id}>
          <Td className="font-medium whitespace-nowrap">{job.job ?? '—'}</Td>
          <Td className="max-w-lg min-w-56">
            <details>
              <summary className="line-clamp-2 text-danger">{messageOf(job.error)}</summary>
              <pre className="mt-1 max-h-60 overflow-auto rounded-sm bg-sunken p-2 font-mono text-xs whitespace-pre-wrap">
                {JSON.stringify({ payload: job.payload, error: job.error }, null, 2)}
              </pre>
            </details>
          </Td>
          <Td>{job.attempts}</Td>
          <Td className="text-muted">
            <TimeText at={job.failed_at} />
          </Td>
          <Td>
            <Button size="sm" loading={busy === job.id} onClick={() => void replay(job)}>
              {busy !== job.id && <RotateCcw aria-hidden />}
              {t('system.replay')}
            </Button>
          </Td>
        </Tr>
      )}
    />
  );
}

/** The sentence of an error in whatever shape the job left it. */
function messageOf(error: unknown): string {
  if (typeof error === 'string') return error;
  if (typeof error === 'object' && error !== null && 'message' in error) return String(error.message);
  return error === null || error === undefined ? '—' : JSON.stringify(error);
}
