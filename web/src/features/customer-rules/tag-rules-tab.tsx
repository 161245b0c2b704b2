import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Pencil, Plus, Tags, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TagRuleView } from '../../../../kernel/contracts/tag-rules.ts';
import { api } from '../../api/client.ts';
import { useMay } from '../../api/use-session.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { useConditionFields } from '../conditions/condition-builder.tsx';
import { conditionWords } from '../conditions/condition-words.ts';
import { ListSkeleton } from '../lists/list-skeleton.tsx';
import { runAction } from '../records/run-action.ts';
import { TimeText } from '../records/time-text.tsx';
import { TagRuleDialog } from './tag-rule-dialog.tsx';

/** The rules that put tags on customers and take them off. */
export function TagRulesTab() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const mayConfigure = useMay('crm.configure');
  const [editing, setEditing] = useState<TagRuleView | 'new' | null>(null);
  const [leaving, setLeaving] = useState<TagRuleView | null>(null);
  const fields = useConditionFields('customer').data ?? [];
  const query = useQuery({
    queryKey: ['crm/tag-rules'],
    queryFn: ({ signal }) =>
      api.get<{ items: TagRuleView[] }>('crm/tag-rules', undefined, signal).then(({ items }) => items),
  });
  const change = async (work: () => Promise<unknown>, done: string) => {
    await runAction(t, work, done);
    setLeaving(null);
    await queries.invalidateQueries({ queryKey: ['crm/tag-rules'] });
  };
  const create = mayConfigure && (
    <Button variant="primary" onClick={() => setEditing('new')}>
      <Plus aria-hidden />
      {t('customerRule.createTag')}
    </Button>
  );
  const rules = query.data ?? [];
  return (
    <>
      {rules.length > 0 && <div className="mb-3 flex justify-end">{create}</div>}
      <div className="rounded-md border border-line bg-surface">
        {query.isPending && <ListSkeleton />}
        {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
        {query.data?.length === 0 && (
          <EmptyState icon={Tags} title={t('customerRule.emptyTitle')} action={create}>
            {t('customerRule.emptyBody')}
          </EmptyState>
        )}
        <ul>
          {rules.map((rule) => (
            <li
              key={rule.id}
              className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-2 last:border-b-0"
            >
              <div className="min-w-48 flex-1">
                <p className="flex flex-wrap items-center gap-2">
                  <span className="font-medium">{rule.tag}</span>
                  {!rule.active && <Badge>{t('customerRule.off')}</Badge>}
                </p>
                <p className="text-sm text-muted">
                  {conditionWords(rule.condition, fields, t) || t('customerRule.everything')}
                </p>
                <p className="text-sm text-faint">
                  {rule.applied_at === null ? (
                    t('customerRule.notApplied')
                  ) : (
                    <>
                      {t('customerRule.appliedAt')} <TimeText at={rule.applied_at} />
                    </>
                  )}
                </p>
              </div>
              <Link
                to="/customers"
                search={{ tag: rule.tag }}
                className="tap num flex items-center text-accent-ink underline-offset-4 hover:underline"
              >
                {t('customerRule.tagged', { count: rule.tagged })}
              </Link>
              {mayConfigure && (
                <span className="ml-auto flex gap-1">
                  <Button
                    size="sm"
                    variant="ghost"
                    aria-label={`${t(rule.active ? 'customerRule.off' : 'customerRule.active')} ${rule.tag}`}
                    onClick={() =>
                      void change(
                        () => api.patch(`crm/tag-rules/${rule.id}`, { version: rule.version, active: !rule.active }),
                        t('customerRule.tagSaved'),
                      )
                    }
                  >
                    {t(rule.active ? 'customerRule.off' : 'customerRule.active')}
                  </Button>
                  <Button
                    size="icon-sm"
                    variant="ghost"
                    aria-label={`${t('action.edit')} ${rule.tag}`}
                    onClick={() => setEditing(rule)}
                  >
                    <Pencil aria-hidden />
                  </Button>
                  <Button
                    size="icon-sm"
                    variant="ghost"
                    aria-label={`${t('action.delete')} ${rule.tag}`}
                    onClick={() => setLeaving(rule)}
                  >
                    <Trash2 aria-hidden />
                  </Button>
                </span>
              )}
            </li>
          ))}
        </ul>
      </div>
      {editing !== null && (
        <TagRuleDialog rule={editing === 'new' ? undefined : editing} onClose={() => setEditing(null)} />
      )}
      <ConfirmDialog
        open={leaving !== null}
        onOpenChange={(open) => !open && setLeaving(null)}
        title={t('customerRule.deleteTitle', { tag: leaving?.tag })}
        body={t('customerRule.deleteBody')}
        confirmLabel={t('action.delete')}
        danger
        onConfirm={() =>
          leaving && void change(() => api.delete(`crm/tag-rules/${leaving.id}`), t('customerRule.tagDeleted'))
        }
      />
    </>
  );
}
