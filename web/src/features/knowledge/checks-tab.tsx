import { useQuery } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KnowledgeHealth } from '../../../../kernel/contracts/knowledge-quality.ts';
import { api } from '../../api/client.ts';
import { formatNumber } from '../../format/format-number.ts';
import { formatPercent } from '../../format/format-percent.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Table, Td, Th, Tr } from '../../ui/table.tsx';
import { ListSkeleton } from '../lists/list-skeleton.tsx';
import type { ListState } from '../lists/use-list-state.ts';
import { runAction } from '../records/run-action.ts';
import { Section } from '../records/section.tsx';
import { TimeText } from '../records/time-text.tsx';
import { IssueList } from './issue-list.tsx';

/** How the knowledge base does: what is asked and answered, what each category covers, what should be looked at. */
export function ChecksTab({ list }: { list: ListState }) {
  const query = useQuery({
    queryKey: ['knowledge/health'],
    queryFn: ({ signal }) => api.get<KnowledgeHealth>('knowledge/health', undefined, signal),
  });
  if (query.isPending) return <ListSkeleton />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const health = query.data;
  return (
    <div className="mx-auto w-full max-w-5xl px-4 pb-8">
      <Inspected health={health} onInspected={() => void query.refetch()} />
      <Figures health={health} />
      <IssueList list={list} counts={health.issues} />
      <Coverage health={health} />
    </div>
  );
}

function Inspected({ health, onInspected }: { health: KnowledgeHealth; onInspected: () => void }) {
  const { t } = useTranslation();
  const [pending, setPending] = useState(false);
  const inspect = async () => {
    setPending(true);
    await runAction(t, () => api.post('knowledge/health/inspect'), t('knowledge.inspecting'));
    setPending(false);
    onInspected();
  };
  return (
    <div className="flex flex-wrap items-center gap-3 pb-3">
      <p className="text-sm text-muted">
        {health.inspected_at === null ? (
          t('knowledge.neverInspected')
        ) : (
          <>
            {t('knowledge.inspectedAt')} <TimeText at={health.inspected_at} />
          </>
        )}
      </p>
      <Button size="sm" loading={pending} onClick={() => void inspect()}>
        <RefreshCw aria-hidden />
        {t('knowledge.inspect')}
      </Button>
    </div>
  );
}

function Figures({ health }: { health: KnowledgeHealth }) {
  const { t } = useTranslation();
  const { asked, answered, good, bad } = health;
  const figures: [string, string][] = [
    [t('knowledge.figure.documents'), formatNumber(health.documents)],
    [t('knowledge.figure.failed'), formatNumber(health.failed)],
    [t('knowledge.figure.asked'), formatNumber(asked)],
    [t('knowledge.figure.answered'), asked === 0 ? '—' : formatPercent(answered / asked)],
    [t('knowledge.figure.good'), good + bad === 0 ? '—' : formatPercent(good / (good + bad))],
    [t('knowledge.figure.gaps'), formatNumber(health.open_gaps)],
  ];
  return (
    <dl className="mb-6 grid grid-cols-2 gap-3 sm:grid-cols-3 xl:grid-cols-6">
      {figures.map(([word, value]) => (
        <div key={word} className="rounded-md border border-line bg-surface px-3 py-2">
          <dt className="text-sm text-muted">{word}</dt>
          <dd className="num text-lg font-semibold">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Coverage({ health }: { health: KnowledgeHealth }) {
  const { t } = useTranslation();
  return (
    <Section title={t('knowledge.coverage')}>
      <Table containerClassName="rounded-md border border-line bg-surface">
        <caption className="sr-only">{t('knowledge.coverage')}</caption>
        <thead>
          <tr>
            <Th>{t('knowledge.category')}</Th>
            <Th numeric>{t('knowledge.figure.documents')}</Th>
            <Th numeric>{t('field.passages')}</Th>
            <Th numeric>{t('knowledge.citedCount')}</Th>
            <Th numeric>{t('knowledge.unused')}</Th>
          </tr>
        </thead>
        <tbody>
          {health.categories.map((row) => (
            <Tr key={row.category ?? ''}>
              <Td className="font-medium">{row.category ?? t('knowledge.noCategory')}</Td>
              <Td numeric>{formatNumber(row.documents)}</Td>
              <Td numeric>{formatNumber(row.passages)}</Td>
              <Td numeric>{formatNumber(row.cited)}</Td>
              <Td numeric className={row.unused > 0 ? 'text-warning' : 'text-muted'}>
                {formatNumber(row.unused)}
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}
