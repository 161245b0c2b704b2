import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Pencil, Plus, Split, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AssignmentRuleView } from '../../../../kernel/contracts/assignment.ts';
import { api } from '../../api/client.ts';
import { useMay } from '../../api/use-session.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { ListSkeleton } from '../lists/list-skeleton.tsx';
import { runAction } from '../records/run-action.ts';
import { RuleDialog } from './rule-dialog.tsx';

/** The rules in the order they are asked. */
export function RulesTab() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const mayConfigure = useMay('crm.configure');
  const [editing, setEditing] = useState<AssignmentRuleView | 'new' | null>(null);
  const [leaving, setLeaving] = useState<AssignmentRuleView | null>(null);
  const query = useQuery({
    queryKey: ['crm/assignment-rules'],
    queryFn: ({ signal }) => api.get<{ items: AssignmentRuleView[] }>('crm/assignment-rules', undefined, signal),
  });
  const change = async (work: () => Promise<unknown>) => {
    await runAction(t, work);
    setLeaving(null);
    await queries.invalidateQueries({ queryKey: ['crm/assignment-rules'] });
  };
  const create = mayConfigure && (
    <Button variant="primary" onClick={() => setEditing('new')}>
      <Plus aria-hidden />
      {t('assignment.create')}
    </Button>
  );
  const rules = query.data?.items ?? [];
  return (
    <>
      {rules.length > 0 && <div className="mb-3 flex justify-end">{create}</div>}
      <div className="rounded-md border border-line bg-surface">
        {query.isPending && <ListSkeleton />}
        {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
        {query.data !== undefined && rules.length === 0 && (
          <EmptyState icon={Split} title={t('assignment.emptyTitle')} action={create}>
            {t('assignment.emptyBody')}
          </EmptyState>
        )}
        <ol>
          {rules.map((rule) => (
            <li
              key={rule.id}
              className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-2 last:border-b-0"
            >
              <span className="num w-10 text-faint">{rule.position}</span>
              <div className="min-w-0 flex-1">
                <p className="truncate font-medium">{rule.name}</p>
                <p className="truncate text-sm text-muted">
                  {t(`assignmentMethod.${rule.method}`)} · {rule.team_name ?? rule.member_names.join('、')}
                </p>
              </div>
              <Badge tone={rule.active ? 'success' : 'neutral'}>
                {t(rule.active ? 'assignment.on' : 'assignment.off')}
              </Badge>
              {mayConfigure && (
                <span className="flex gap-1">
                  <Button
                    size="sm"
                    variant="ghost"
                    onClick={() =>
                      void change(() =>
                        api.patch(`crm/assignment-rules/${rule.id}`, { version: rule.version, active: !rule.active }),
                      )
                    }
                  >
                    {t(rule.active ? 'assignment.turnOff' : 'assignment.turnOn')}
                  </Button>
                  <Button
                    size="icon-sm"
                    variant="ghost"
                    aria-label={`${t('action.edit')} ${rule.name}`}
                    onClick={() => setEditing(rule)}
                  >
                    <Pencil aria-hidden />
                  </Button>
                  <Button
                    size="icon-sm"
                    variant="ghost"
                    aria-label={`${t('action.delete')} ${rule.name}`}
                    onClick={() => setLeaving(rule)}
                  >
                    <Trash2 aria-hidden />
                  </Button>
                </span>
              )}
            </li>
          ))}
        </ol>
      </div>
      {editing !== null && (
        <RuleDialog rule={editing === 'new' ? undefined : editing} onClose={() => setEditing(null)} />
      )}
      <ConfirmDialog
        open={leaving !== null}
        onOpenChange={(open) => !open && setLeaving(null)}
        title={t('assignment.deleteTitle', { name: leaving?.name })}
        body={t('assignment.deleteBody')}
        confirmLabel={t('action.delete')}
        danger
        onConfirm={() => leaving && void change(() => api.delete(`crm/assignment-rules/${leaving.id}`))}
      />
    </>
  );
}
