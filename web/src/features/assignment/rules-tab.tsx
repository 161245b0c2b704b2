import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Split } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AssignmentRuleView } from '../../../../kernel/contracts/assignment.ts';
import { api } from '../../api/client.ts';
import { useMay } from '../../api/use-session.ts';
import { Badge } from '../../ui/badge.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { RuleList } from '../../ui/rule-list.tsx';
import { RuleRow } from '../../ui/rule-row.tsx';
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
    queryFn: ({ signal }) =>
      api.get<{ items: AssignmentRuleView[] }>('crm/assignment-rules', undefined, signal).then(({ items }) => items),
  });
  const change = async (work: () => Promise<unknown>) => {
    await runAction(t, work);
    setLeaving(null);
    await queries.invalidateQueries({ queryKey: ['crm/assignment-rules'] });
  };
  return (
    <RuleList
      ordered
      query={query}
      create={mayConfigure ? { label: t('assignment.create'), onClick: () => setEditing('new') } : undefined}
      empty={{ icon: Split, title: t('assignment.emptyTitle'), body: t('assignment.emptyBody') }}
      renderRow={(rule) => (
        <RuleRow
          key={rule.id}
          name={rule.name}
          turnWord={t(rule.active ? 'assignment.turnOff' : 'assignment.turnOn')}
          mayChange={mayConfigure}
          onTurn={() =>
            void change(() =>
              api.patch(`crm/assignment-rules/${rule.id}`, { version: rule.version, active: !rule.active }),
            )
          }
          onEdit={() => setEditing(rule)}
          onDelete={() => setLeaving(rule)}
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
        </RuleRow>
      )}
    >
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
    </RuleList>
  );
}
