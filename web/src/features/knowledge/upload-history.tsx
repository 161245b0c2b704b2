import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { BatchView } from '../../../../kernel/contracts/knowledge.ts';
import type { Page } from '../../../../kernel/contracts/paging.ts';
import { api } from '../../api/client.ts';
import { Badge } from '../../ui/badge.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { PanelBody } from '../records/panel-body.tsx';
import { TimeText } from '../records/time-text.tsx';

/** The latest uploads; each opens with its files and their reasons. */
export function UploadHistory({ onClose, onOpen }: { onClose: () => void; onOpen: (batchId: string) => void }) {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: ['knowledge/uploads', 'list'],
    queryFn: ({ signal }) => api.get<Page<BatchView>>('knowledge/uploads', { page_size: 50 }, signal),
  });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t('knowledge.uploads')}>
      <PanelBody query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="text-muted">{t('knowledge.noUploads')}</p>
          ) : (
            <ul>
              {items.map((batch) => (
                <li key={batch.id} className="border-b border-line last:border-b-0">
                  <button
                    type="button"
                    className="tap flex min-h-10 w-full flex-wrap items-center gap-x-3 rounded-sm px-2 text-left hover:bg-sunken"
                    onClick={() => onOpen(batch.id)}
                  >
                    <TimeText at={batch.created_at} className="text-muted" />
                    <span className="min-w-0 flex-1 truncate">
                      {t('knowledge.uploadOf', { name: batch.created_by ?? t('knowledge.system'), count: batch.files })}
                    </span>
                    {batch.status === 'running' && <Badge tone="accent">{t('knowledge.uploadGoing')}</Badge>}
                    {batch.failed > 0 && (
                      <Badge tone="danger">{t('knowledge.failedFiles', { count: batch.failed })}</Badge>
                    )}
                  </button>
                </li>
              ))}
            </ul>
          )
        }
      </PanelBody>
    </Dialog>
  );
}
