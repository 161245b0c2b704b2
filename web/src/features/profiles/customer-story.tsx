import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CustomerStory as Story, StorySource } from '../../../../kernel/contracts/profile.ts';
import { api } from '../../api/client.ts';
import { useFormat } from '../../format/use-format.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';

/** What one has to know before a call; the records a sentence rests on stand behind it where they have a page. */
export function CustomerStory({ customerId }: { customerId: string }) {
  const { t } = useTranslation();
  const { time } = useFormat();
  const query = useQuery({
    queryKey: ['crm/customers', 'story', customerId],
    queryFn: ({ signal }) => api.get<Story>(`crm/customers/${customerId}/story`, undefined, signal),
  });
  return (
    <section aria-label={t('profile.story')} className="mb-4 rounded-md border border-line bg-surface px-4 py-3">
      <h2 className="mb-1 flex flex-wrap items-baseline gap-x-3 font-semibold">
        {t('profile.story')}
        {query.data !== undefined && (
          <span className="text-sm font-normal text-faint">
            {t('profile.toldAt', { when: time(query.data.told_at) })}
          </span>
        )}
      </h2>
      {query.isPending && (
        <div aria-busy className="flex flex-col gap-2 py-1">
          <Skeleton className="w-4/5" />
          <Skeleton className="w-2/3" />
          <Skeleton className="w-3/4" />
        </div>
      )}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data !== undefined && (
        <ul className="flex flex-col gap-0.5">
          {query.data.sentences.map((sentence) => (
            <li key={sentence.part}>
              {sentence.text}
              {sentence.sources.filter(hasPage).map((source) => (
                <SourceLink key={source.entity_id} source={source} />
              ))}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const PAGES = { opportunity: '/opportunities', contract: '/contracts', lead: '/leads' } as const;

function hasPage({ entity }: StorySource): boolean {
  return entity in PAGES;
}

function SourceLink({ source }: { source: StorySource }) {
  return (
    <Link
      to={PAGES[source.entity as keyof typeof PAGES]}
      search={{ open: source.entity_id } as never}
      className="ml-2 text-sm text-accent-ink underline-offset-4 hover:underline"
    >
      {source.title}
    </Link>
  );
}
