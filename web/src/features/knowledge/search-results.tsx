import { useQuery } from '@tanstack/react-query';
import { SearchX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { SearchHit, SearchKnowledgeAnswer } from '../../../../kernel/contracts/knowledge.ts';
import { api } from '../../api/client.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { ListSkeleton } from '../lists/list-skeleton.tsx';
import type { ListState } from '../lists/use-list-state.ts';

const MOST = 20;

/** The passages that lie nearest to some words, best first; each opens in its document. */
export function SearchResults({ list, words }: { list: ListState; words: string }) {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: ['knowledge/search', words],
    queryFn: ({ signal }) =>
      api.request<SearchKnowledgeAnswer>('POST', 'knowledge/search', { body: { query: words, limit: MOST }, signal }),
  });
  if (query.isPending) return <ListSkeleton />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const { items, certainty, skipped } = query.data;
  if (items.length === 0)
    return (
      <EmptyState icon={SearchX} title={t('knowledge.nothingFound')}>
        {t('knowledge.nothingFoundBody')}
      </EmptyState>
    );
  return (
    <div className="flex flex-col gap-2" aria-busy={query.isFetching}>
      <output className="text-sm text-muted">
        {t(certainty === 'none' ? 'knowledge.foundFar' : 'knowledge.found', { count: items.length })}
      </output>
      {skipped.length > 0 && <p className="text-sm text-warning">{t('knowledge.skipped')}</p>}
      <ol aria-label={t('knowledge.results')} className="flex flex-col gap-2">
        {items.map((hit) => (
          <Hit
            key={hit.id}
            hit={hit}
            words={words}
            onOpen={() => list.change({ open: hit.document_id, passage: hit.id })}
          />
        ))}
      </ol>
    </div>
  );
}

function Hit({ hit, words, onOpen }: { hit: SearchHit; words: string; onOpen: () => void }) {
  return (
    <li>
      <button
        type="button"
        onClick={onOpen}
        className="flex w-full flex-col gap-1 rounded-md border border-line bg-surface px-4 py-3 text-left hover:bg-sunken"
      >
        <span className="flex w-full flex-wrap items-baseline gap-x-2">
          <span className="font-medium">{hit.document_title}</span>
          {hit.heading !== '' && hit.heading !== hit.document_title && (
            <span className="text-sm text-muted">{hit.heading}</span>
          )}
        </span>
        {hit.question !== null && <span className="font-medium text-muted">{hit.question}</span>}
        <span className="line-clamp-3 whitespace-pre-line">
          <Marked text={hit.text} words={words} />
        </span>
      </button>
    </li>
  );
}

/** The text with the typed words marked where they stand in it as they were typed. */
function Marked({ text, words }: { text: string; words: string }) {
  const terms = words.split(/[\s，。？！、,.?!]+/).filter((term) => term.length > 1);
  if (terms.length === 0) return text;
  const pattern = new RegExp(
    `(${terms.map((term) => term.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`,
    'gi',
  );
  return text.split(pattern).map((piece, index) =>
    index % 2 === 1 ? (
      <mark key={index} className="rounded-sm bg-accent-soft text-accent-ink">
        {piece}
      </mark>
    ) : (
      piece
    ),
  );
}
