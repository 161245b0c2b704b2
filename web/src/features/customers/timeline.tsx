import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { TimelineEntryView } from '../../../../kernel/contracts/crm.ts';
import type { Page } from '../../../../kernel/contracts/paging.ts';
import { api } from '../../api/client.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TimelineEntry } from './timeline-entry.tsx';

const SIZE = 20;

/** Everything that happened with a customer, newest first; more comes as one scrolls. */
export function Timeline({ customerId }: { customerId: string }) {
  const { t } = useTranslation();
  const query = useInfiniteQuery({
    queryKey: ['crm/customers', 'timeline', customerId],
    initialPageParam: 1,
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<TimelineEntryView>>(
        `crm/customers/${customerId}/timeline`,
        { page: pageParam, page_size: SIZE },
        signal,
      ),
    getNextPageParam: (last) => (last.page * last.page_size < last.total ? last.page + 1 : undefined),
  });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const mark = end.current;
    if (mark === null || !hasNextPage) return undefined;
    const watch = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting === true && !isFetchingNextPage) void fetchNextPage();
      },
      { rootMargin: '200px' },
    );
    watch.observe(mark);
    return () => watch.disconnect();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);

  if (query.isPending)
    return (
      <div aria-busy className="flex flex-col gap-3">
        <Skeleton className="w-3/4" />
        <Skeleton className="w-1/2" />
        <Skeleton className="w-2/3" />
      </div>
    );
  if (query.isError && query.data === undefined)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  // A new entry shifts the pages under us: an entry may come twice, its id says so.
  const entries = [...new Map(query.data.pages.flatMap((page) => page.items).map((one) => [one.id, one])).values()];
  if (entries.length === 0) return <p className="text-muted">{t('record.noTimeline')}</p>;
  return (
    <>
      <ol className="relative border-l border-line pl-5">
        {entries.map((entry) => (
          <TimelineEntry key={entry.id} entry={entry} />
        ))}
      </ol>
      <div ref={end}>
        {hasNextPage && (
          <Button variant="ghost" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('list.more')}
          </Button>
        )}
      </div>
    </>
  );
}
