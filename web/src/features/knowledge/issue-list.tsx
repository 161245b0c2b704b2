import { ShieldCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ISSUE_KINDS, type IssueKind, type IssueView } from '../../../../kernel/contracts/knowledge-quality.ts';
import { api } from '../../api/client.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { FilterChip } from '../lists/filter-chip.tsx';
import { ChoiceBar } from '../lists/choice-bar.tsx';
import { ListSkeleton } from '../lists/list-skeleton.tsx';
import { Pager } from '../lists/pager.tsx';
import type { ListState } from '../lists/use-list-state.ts';
import { usePage } from '../lists/use-page.ts';
import { runAction } from '../records/run-action.ts';
import { Section } from '../records/section.tsx';
import { useRefreshKnowledge } from './use-refresh-knowledge.ts';

const TONES: Record<IssueKind, Tone> = {
  expired: 'danger',
  expiring: 'warning',
  unconfirmed: 'warning',
  duplicate: 'neutral',
  contradiction: 'danger',
  disliked: 'warning',
};
const STATUSES = ['open', 'dismissed'] as const;

/** What the inspection found, by kind; each leads to its documents and can be set aside. */
export function IssueList({ list, counts }: { list: ListState; counts: Readonly<Record<IssueKind, number>> }) {
  const { t } = useTranslation();
  const kind = ISSUE_KINDS.find((one) => one === list.search['kind']);
  const status = STATUSES.find((one) => one === list.search['status']) ?? 'open';
  const query = usePage<IssueView>('knowledge/issues', { kind, status, page: list.page, page_size: list.size });
  return (
    <Section title={t('knowledge.issues')} count={query.data?.total}>
      <div className="mb-2 flex flex-wrap items-center gap-2">
        <ChoiceBar
          label={t('field.status')}
          value={status}
          options={STATUSES.map((value) => ({ value, label: t(`findingStatus.${value}`) }))}
          onChange={(next) => list.change({ status: next === 'open' ? undefined : next })}
        />
        <FilterChip
          label={t('knowledge.kind')}
          value={kind}
          options={ISSUE_KINDS.map((value) => ({
            value,
            label: status === 'open' ? `${t(`findingKind.${value}`)} ${counts[value]}` : t(`findingKind.${value}`),
          }))}
          onChange={(next) => list.change({ kind: next })}
        />
      </div>
      <div className="rounded-md border border-line bg-surface" aria-busy={query.isFetching}>
        {query.isPending && <ListSkeleton />}
        {query.isError && query.data === undefined && (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        )}
        {query.data?.items.length === 0 && (
          <EmptyState icon={ShieldCheck} title={t('knowledge.noIssues')}>
            {t('knowledge.noIssuesBody')}
          </EmptyState>
        )}
        <ul aria-label={t('knowledge.issues')}>
          {query.data?.items.map((issue) => (
            <Issue key={issue.id} issue={issue} list={list} />
          ))}
        </ul>
        {query.data !== undefined && query.data.total > query.data.items.length && (
          <Pager list={list} total={query.data.total} />
        )}
      </div>
    </Section>
  );
}

function Issue({ issue, list }: { issue: IssueView; list: ListState }) {
  const { t } = useTranslation();
  const refresh = useRefreshKnowledge();
  const open = issue.status === 'open';
  const settle = async () => {
    await runAction(
      t,
      () => api.patch(`knowledge/issues/${issue.id}`, { status: open ? 'dismissed' : 'open' }),
      t(open ? 'knowledge.issueDismissed' : 'knowledge.issueReopened'),
    );
    await refresh();
  };
  const link = (id: string, title: string) => (
    <Button variant="link" className="min-w-0 justify-start px-0" onClick={() => list.change({ open: id })}>
      <span className="truncate">{title}</span>
    </Button>
  );
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-1 border-b border-line px-4 py-2 last:border-b-0">
      <Badge tone={TONES[issue.kind]} className="mt-0.5">
        {t(`findingKind.${issue.kind}`)}
      </Badge>
      <div className="min-w-0 flex-1 basis-60">
        <p className="flex flex-wrap gap-x-3">
          {link(issue.document_id, issue.document_title)}
          {issue.other_document_id !== null && link(issue.other_document_id, issue.other_document_title ?? '')}
        </p>
        <p className="text-sm text-muted">{issue.detail}</p>
        {issue.quotes.map((quote) => (
          <blockquote key={quote} className="mt-1 border-l-2 border-line pl-3 text-sm">
            {quote}
          </blockquote>
        ))}
      </div>
      <Button
        size="sm"
        variant="ghost"
        aria-label={t(open ? 'knowledge.dismissNamed' : 'knowledge.reopenNamed', { name: issue.document_title })}
        onClick={() => void settle()}
      >
        {t(open ? 'knowledge.dismiss' : 'knowledge.reopen')}
      </Button>
    </li>
  );
}
