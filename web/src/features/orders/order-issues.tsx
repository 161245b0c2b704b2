import { Pencil, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IssueSeverity, IssueView } from '../../../../kernel/contracts/delivery.ts';
import { useMay } from '../../api/use-session.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { usePage } from '../lists/use-page.ts';
import { Section } from '../records/section.tsx';
import { TimeText } from '../records/time-text.tsx';
import { IssueDialog } from './issue-dialog.tsx';

const TONES: Record<IssueSeverity, Tone> = { low: 'neutral', medium: 'accent', high: 'warning', critical: 'danger' };

/** What went wrong with the delivery of an order, and who mends it until when. */
export function OrderIssues({ orderId }: { orderId: string }) {
  const { t } = useTranslation();
  const mayWrite = useMay('crm.write');
  const query = usePage<IssueView>('crm/delivery/issues', { order_id: orderId, page_size: 50 });
  const [editing, setEditing] = useState<IssueView | 'new' | null>(null);
  return (
    <Section
      title={t('order.issues')}
      count={query.data?.total}
      action={
        mayWrite && (
          <Button size="sm" variant="ghost" onClick={() => setEditing('new')}>
            <Plus aria-hidden />
            {t('order.addIssue')}
          </Button>
        )
      }
    >
      {query.isPending && <Skeleton className="w-1/2" />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.items.length === 0 && <p className="text-muted">{t('order.noIssues')}</p>}
      <ul>
        {query.data?.items.map((issue) => (
          <li key={issue.id} className="flex items-start gap-2 border-b border-line py-1.5 last:border-b-0">
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-center gap-x-2">
                <span className="font-medium">{issue.title}</span>
                <Badge tone={TONES[issue.severity]}>{t(`issueSeverity.${issue.severity}`)}</Badge>
                {issue.overdue && <Badge tone="danger">{t('order.late')}</Badge>}
              </p>
              <p className="flex flex-wrap gap-x-2 text-sm text-muted">
                <span>{t(`issueStatus.${issue.status}`)}</span>
                {issue.owner_name !== null && <span>{issue.owner_name}</span>}
                <TimeText at={issue.due_on} />
                {issue.resolution !== null && <span>{issue.resolution}</span>}
              </p>
            </div>
            {mayWrite && (
              <Button
                size="icon-sm"
                variant="ghost"
                aria-label={t('order.editIssue', { title: issue.title })}
                onClick={() => setEditing(issue)}
              >
                <Pencil aria-hidden />
              </Button>
            )}
          </li>
        ))}
      </ul>
      {editing !== null && (
        <IssueDialog
          orderId={orderId}
          issue={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(null)}
        />
      )}
    </Section>
  );
}
