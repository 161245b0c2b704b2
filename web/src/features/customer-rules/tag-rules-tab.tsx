import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Tags } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TagRuleView } from '../../../../kernel/contracts/tag-rules.ts';
import { api } from '../../api/client.ts';
import { useMay } from '../../api/use-session.ts';
import { Badge } from '../../ui/badge.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { RuleList } from '../../ui/rule-list.tsx';
import { RuleRow } from '../../ui/rule-row.tsx';
import { useConditionFields } from '../conditions/condition-builder.tsx';
import { conditionWords } from '../conditions/condition-words.ts';
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
  return (
    <RuleList
      query={query}
      create={mayConfigure ? { label: t('customerRule.createTag'), onClick: () => setEditing('new') } : undefined}
      empty={{ icon: Tags, title: t('customerRule.emptyTitle'), body: t('customerRule.emptyBody') }}
      renderRow={(rule) => (
        <RuleRow
          key={rule.id}
          name={rule.tag}
          turnWord={t(rule.active ? 'customerRule.off' : 'customerRule.active')}
          mayChange={mayConfigure}
          onTurn={() =>
            void change(
              () => api.patch(`crm/tag-rules/${rule.id}`, { version: rule.version, active: !rule.active }),
              t('customerRule.tagSaved'),
            )
          }
          onEdit={() => setEditing(rule)}
          onDelete={() => setLeaving(rule)}
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
        </RuleRow>
      )}
    >
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
    </RuleList>
  );
}
