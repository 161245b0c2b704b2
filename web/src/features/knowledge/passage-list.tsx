import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentView, PassageDetail, PassageView } from '../../../../kernel/contracts/knowledge.ts';
import type { Page } from '../../../../kernel/contracts/paging.ts';
import { api } from '../../api/client.ts';
import { describeError } from '../../api/describe-error.ts';
import { Button } from '../../ui/button.tsx';
import { cn } from '../../ui/cn.ts';
import { PanelBody } from '../records/panel-body.tsx';

const PAGE = 20;

/** The passages of a document in their order; a cited one is turned to and marked. */
export function PassageList({ document, passage }: { document: DocumentView; passage: string | undefined }) {
  const { t } = useTranslation();
  const cited = useQuery({
    queryKey: ['knowledge/passages', passage],
    queryFn: ({ signal }) => api.get<PassageDetail>(`knowledge/passages/${passage}`, undefined, signal),
    enabled: passage !== undefined,
    retry: false,
  });
  const [turned, setTurned] = useState<number>();
  const mine = cited.data?.document_id === document.id ? cited.data : undefined;
  const page = turned ?? (mine === undefined ? 1 : Math.ceil(mine.position / PAGE));
  // The page of a cited passage is known only when the passage is.
  const waiting = passage !== undefined && cited.isPending;
  const path = `knowledge/documents/${document.id}/passages`;
  const query = useQuery({
    // A new version has other passages under the same address.
    queryKey: [path, document.current?.id ?? null, page],
    queryFn: ({ signal }) => api.get<Page<PassageView>>(path, { page, page_size: PAGE }, signal),
    placeholderData: keepPreviousData,
    enabled: !waiting,
  });
  return (
    <PanelBody query={query}>
      {({ items, total }) => (
        <>
          {cited.isError && <p className="mb-3 text-sm text-warning">{describeError(cited.error, t).message}</p>}
          {total === 0 && <p className="text-muted">{t('knowledge.noPassages')}</p>}
          <ol className="flex flex-col gap-2" aria-label={t('knowledge.passagesTab')}>
            {items.map((one) => (
              <Passage key={one.id} passage={one} marked={one.id === mine?.id} />
            ))}
          </ol>
          {total > PAGE && <Turn page={page} last={Math.ceil(total / PAGE)} onTurn={setTurned} />}
        </>
      )}
    </PanelBody>
  );
}

function Passage({ passage, marked }: { passage: PassageView; marked: boolean }) {
  const { t } = useTranslation();
  const place = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (marked) place.current?.scrollIntoView({ block: 'center' });
  }, [marked]);
  return (
    <li
      ref={place}
      aria-current={marked || undefined}
      className={cn('rounded-md border border-line px-3 py-2', marked && 'border-accent bg-accent-soft')}
    >
      <p className="flex flex-wrap gap-x-2 text-sm text-muted">
        <span className="num">{passage.position}</span>
        <span className="min-w-0 flex-1 break-words">{passage.heading}</span>
        {passage.page !== null && <span className="num">{t('knowledge.page', { page: passage.page })}</span>}
        {marked && <span className="font-medium text-accent-ink">{t('knowledge.cited')}</span>}
      </p>
      {passage.question !== null && <p className="font-medium">{passage.question}</p>}
      <p className="break-words whitespace-pre-line">{passage.text}</p>
    </li>
  );
}

function Turn({ page, last, onTurn }: { page: number; last: number; onTurn: (page: number) => void }) {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('list.pages')} className="num mt-3 flex items-center justify-end gap-2 text-sm text-muted">
      {t('list.pageOf', { page, last })}
      <Button size="icon-sm" aria-label={t('list.previous')} disabled={page <= 1} onClick={() => onTurn(page - 1)}>
        <ChevronLeft aria-hidden />
      </Button>
      <Button size="icon-sm" aria-label={t('list.next')} disabled={page >= last} onClick={() => onTurn(page + 1)}>
        <ChevronRight aria-hidden />
      </Button>
    </nav>
  );
}
