import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { BellRing, Check } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Page } from '../../../../kernel/contracts/paging.ts';
import type { ReminderView } from '../../../../kernel/contracts/reminders.ts';
import { api } from '../../api/client.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { ListSkeleton } from '../lists/list-skeleton.tsx';
import { Pager } from '../lists/pager.tsx';
import type { ListState } from '../lists/use-list-state.ts';
import { runAction } from '../records/run-action.ts';
import { TimeText } from '../records/time-text.tsx';

/** What one was reminded of, the latest first, until it is read. */
export function RemindersTab({ list }: { list: ListState }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const onlyUnread = list.search['unread'] === 'true';
  const asked = { unread: onlyUnread ? true : undefined, page: list.page, page_size: list.size };
  const query = useQuery({
    queryKey: ['crm/reminders', 'list', asked],
    queryFn: ({ signal }) => api.get<Page<ReminderView>>('crm/reminders', asked, signal),
    placeholderData: keepPreviousData,
  });
  const read = async (ids?: string[]) => {
    await runAction(t, () => api.post('crm/reminders/read', ids === undefined ? {} : { ids }));
    await queries.invalidateQueries({ queryKey: ['crm/reminders'] });
  };
  const items = query.data?.items ?? [];
  return (
    <>
      <div className="flex flex-wrap items-center gap-3 px-4">
        <label className="tap flex items-center gap-2 text-sm">
          <Checkbox checked={onlyUnread} onChange={(on) => list.change({ unread: on ? 'true' : undefined })} />
          {t('reminder.unread')}
        </label>
        {items.some((one) => one.read_at === null) && (
          <Button size="sm" className="ml-auto" onClick={() => void read()}>
            <Check aria-hidden />
            {t('reminder.readAll')}
          </Button>
        )}
      </div>
      <div className="mt-2 flex-1 border-t border-line bg-surface" aria-busy={query.isFetching}>
        {query.isPending && <ListSkeleton />}
        {query.isError && query.data === undefined && (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        )}
        {query.data !== undefined && items.length === 0 && (
          <EmptyState icon={BellRing} title={t('reminder.emptyTitle')}>
            {t('reminder.emptyBody')}
          </EmptyState>
        )}
        <ul className="px-4">
          {items.map((one) => (
            <li
              key={one.id}
              className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-2 last:border-b-0"
            >
              <Badge tone={one.read_at === null ? 'accent' : 'neutral'}>{t(`reminderKind.${one.kind}`)}</Badge>
              <span className={`min-w-40 flex-1 ${one.read_at === null ? 'font-medium' : 'text-muted'}`}>
                <ReminderLink reminder={one} />
              </span>
              <TimeText at={one.created_at} className="text-sm text-muted" />
              {one.read_at === null && (
                <Button
                  size="sm"
                  variant="ghost"
                  aria-label={t('reminder.readNamed', { title: one.title })}
                  onClick={() => void read([one.id])}
                >
                  {t('reminder.read')}
                </Button>
              )}
            </li>
          ))}
        </ul>
        {query.data !== undefined && query.data.total > list.size && <Pager list={list} total={query.data.total} />}
      </div>
    </>
  );
}

/** What has no page of its own to lead to. */
const WITHOUT_PAGE: ReadonlySet<ReminderView['kind']> = new Set([
  'contract_renewal',
  'milestone_due',
  'alert',
  'sop',
  'message',
]);

const LINK = 'underline-offset-4 hover:text-accent-ink hover:underline';

/** The reminder's words, leading to where it can be dealt with. */
function ReminderLink({ reminder }: { reminder: ReminderView }) {
  const { kind, entity_id: id, title } = reminder;
  if (kind === 'follow_ups')
    return (
      <Link to="/activities" search={{}} className={LINK}>
        {title}
      </Link>
    );
  if (reminder.entity === 'opportunity' && id !== null)
    return (
      <Link to="/opportunities" search={{ open: id }} className={LINK}>
        {title}
      </Link>
    );
  if (WITHOUT_PAGE.has(kind)) return title;
  return (
    <Link to="/orders" search={{ tab: 'late' }} className={LINK}>
      {title}
    </Link>
  );
}
