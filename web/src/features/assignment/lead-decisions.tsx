import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AssignmentDecisionView } from '../../../../kernel/contracts/assignment.ts';
import type { LeadView } from '../../../../kernel/contracts/crm.ts';
import { api } from '../../api/client.ts';
import { useMay } from '../../api/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { toast } from '../../ui/toast.tsx';
import { runAction } from '../records/run-action.ts';
import { Section } from '../records/section.tsx';
import { TimeText } from '../records/time-text.tsx';

/** Why the lead went where it went; one without an owner can be given out by the rules at once. */
export function LeadDecisions({ lead }: { lead: LeadView }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const mayAssign = useMay('crm.assign');
  const { data } = useQuery({
    queryKey: ['crm/leads', 'decisions', lead.id],
    queryFn: ({ signal }) =>
      api.get<{ items: AssignmentDecisionView[] }>(`crm/leads/${lead.id}/assignment-decisions`, undefined, signal),
  });
  const decisions = data?.items ?? [];
  const waits = lead.owner_id === null && lead.status !== 'converted' && lead.status !== 'disqualified';
  if (decisions.length === 0 && !(waits && mayAssign)) return null;
  const assign = async () => {
    await runAction(t, async () => {
      const url = `crm/leads/${lead.id}/auto-assign`;
      const { decision } = await api.post<{ decision: AssignmentDecisionView | null }>(url);
      if (decision) toast(decision.reason);
    });
    await queries.invalidateQueries({ queryKey: ['crm/leads'] });
  };
  return (
    <Section
      title={t('assignment.decisions')}
      action={
        waits &&
        mayAssign && (
          <Button size="sm" onClick={() => void assign()}>
            {t('assignment.byRules')}
          </Button>
        )
      }
    >
      <ul className="flex flex-col gap-2">
        {decisions.map((one) => (
          <li key={one.decided_at} className="text-sm">
            <p>{one.reason}</p>
            <p className="text-faint">
              <TimeText at={one.decided_at} />
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
