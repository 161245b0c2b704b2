import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Filter, Pencil, Plus, Tag, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Page } from '../../../../kernel/contracts/paging.ts';
import type { SegmentView } from '../../../../kernel/contracts/segments.ts';
import { api } from '../../api/client.ts';
import { useMay, useUser } from '../../api/use-session.ts';
import { formatNumber } from '../../format/format-number.ts';
import { PageHead } from '../../shell/page-head.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { ListSkeleton } from '../lists/list-skeleton.tsx';
import { DeleteSegment } from './delete-segment.tsx';
import { SegmentDialog } from './segment-dialog.tsx';
import { TagDialog } from './tag-dialog.tsx';

const LISTS = {
  customer: '/customers',
  lead: '/leads',
  opportunity: '/opportunities',
} as const;

/** The saved conditions with how many records each has now. */
export function SegmentsPage() {
  const { t } = useTranslation();
  const [editing, setEditing] = useState<SegmentView | 'new' | null>(null);
  const mayWrite = useMay('crm.write');
  const query = useQuery({
    queryKey: ['crm/segments', 'list'],
    queryFn: ({ signal }) => api.get<Page<SegmentView>>('crm/segments', { page_size: 200 }, signal),
  });
  const create = mayWrite && (
    <Button variant="primary" onClick={() => setEditing('new')}>
      <Plus aria-hidden />
      {t('segment.create')}
    </Button>
  );
  return (
    <div className="mx-auto max-w-5xl">
      <PageHead title={t('nav.segments')} count={query.data?.total} actions={create} />
      <div className="mx-4 mb-8 rounded-md border border-line bg-surface">
        {query.isPending && <ListSkeleton />}
        {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
        {query.data?.items.length === 0 && (
          <EmptyState icon={Filter} title={t('segment.emptyTitle')} action={create}>
            {t('segment.emptyBody')}
          </EmptyState>
        )}
        <ul>
          {query.data?.items.map((segment) => (
            <SegmentRow key={segment.id} segment={segment} onEdit={() => setEditing(segment)} />
          ))}
        </ul>
      </div>
      {editing !== null && (
        <SegmentDialog segment={editing === 'new' ? undefined : editing} onClose={() => setEditing(null)} />
      )}
    </div>
  );
}

function SegmentRow({ segment, onEdit }: { segment: SegmentView; onEdit: () => void }) {
  const { t } = useTranslation();
  const me = useUser();
  const mayConfigure = useMay('crm.configure');
  const mayWrite = useMay('crm.write');
  const [asking, setAsking] = useState<'tag' | 'delete' | null>(null);
  const mayEdit = mayWrite && (segment.owner_id === me?.id || (segment.shared && mayConfigure));
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-2 last:border-b-0">
      <span className="min-w-0 flex-1 truncate font-medium">{segment.name}</span>
      {segment.shared && <Badge>{t('segment.sharedBadge')}</Badge>}
      <span className="text-sm text-muted">{t(`segmentEntity.${segment.entity}`)}</span>
      <span className="num w-16 text-right">{formatNumber(segment.count)}</span>
      <span className="flex items-center gap-1">
        {segment.entity !== 'contact' && (
          <Link
            to={LISTS[segment.entity]}
            search={{ segment_id: segment.id } as never}
            className="tap px-2 text-accent-ink hover:underline"
          >
            {t('segment.members')}
          </Link>
        )}
        {segment.entity === 'customer' && mayWrite && (
          <Button
            size="icon-sm"
            variant="ghost"
            aria-label={t('segment.tag')}
            title={t('segment.tag')}
            onClick={() => setAsking('tag')}
          >
            <Tag aria-hidden />
          </Button>
        )}
        {mayEdit && (
          <>
            <Button
              size="icon-sm"
              variant="ghost"
              aria-label={t('action.edit')}
              title={t('action.edit')}
              onClick={onEdit}
            >
              <Pencil aria-hidden />
            </Button>
            <Button
              size="icon-sm"
              variant="ghost"
              aria-label={t('action.delete')}
              title={t('action.delete')}
              onClick={() => setAsking('delete')}
            >
              <Trash2 aria-hidden />
            </Button>
          </>
        )}
      </span>
      {asking === 'tag' && <TagDialog segment={segment} onClose={() => setAsking(null)} />}
      {asking === 'delete' && <DeleteSegment segment={segment} onClose={() => setAsking(null)} />}
    </li>
  );
}
