import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CreateMilestone, MILESTONE_KINDS, type MilestoneView } from '../../../../kernel/contracts/orders.ts';
import { api } from '../../api/client.ts';
import { useMay } from '../../api/use-session.ts';
import { dayOf } from '../../format/day-of.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { CreateDialog } from '../records/create-dialog.tsx';
import { PanelBody } from '../records/panel-body.tsx';
import { runAction } from '../records/run-action.ts';
import { Section } from '../records/section.tsx';
import { MilestoneLine } from './milestone-line.tsx';
import { PaymentDialog } from './payment-dialog.tsx';

/** The days of a contract: payments, acceptance, delivery; what is late says so. */
export function Milestones({ contractId }: { contractId: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const mayWrite = useMay('crm.write');
  const path = `crm/contracts/${contractId}/milestones`;
  const [creating, setCreating] = useState(false);
  const [paying, setPaying] = useState<MilestoneView | null>(null);
  const [leaving, setLeaving] = useState<MilestoneView | null>(null);
  const query = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => api.get<{ items: MilestoneView[] }>(path, undefined, signal).then(({ items }) => items),
  });
  const refresh = async () => {
    await queries.invalidateQueries({ queryKey: [path] });
    await queries.invalidateQueries({ queryKey: ['crm/contracts'] });
  };
  const change = async (work: () => Promise<unknown>) => {
    await runAction(t, work, t('contract.milestoneSaved'));
    setLeaving(null);
    await refresh();
  };
  const finish = ({ id, version }: MilestoneView) =>
    change(() => api.patch(`${path}/${id}`, { version, done_on: dayOf(new Date()) }));
  const kinds = MILESTONE_KINDS.map((kind) => ({ value: kind, label: t(`milestoneKind.${kind}`) }));
  return (
    <Section
      title={t('contract.milestones')}
      count={query.data?.length}
      action={
        mayWrite && (
          <Button size="sm" variant="ghost" onClick={() => setCreating(true)}>
            <Plus aria-hidden />
            {t('contract.addMilestone')}
          </Button>
        )
      }
    >
      <PanelBody query={query}>
        {(items) =>
          items.length === 0 ? (
            <p className="text-muted">{t('contract.noMilestones')}</p>
          ) : (
            <ul>
              {items.map((one) => (
                <MilestoneLine
                  key={one.id}
                  milestone={one}
                  mayWrite={mayWrite}
                  onDone={() => void finish(one)}
                  onPay={() => setPaying(one)}
                  onRemove={() => setLeaving(one)}
                />
              ))}
            </ul>
          )
        }
      </PanelBody>
      <CreateDialog<{ items: MilestoneView[] }>
        open={creating}
        onOpenChange={setCreating}
        title={t('contract.addMilestone')}
        path={path}
        schema={CreateMilestone}
        fields={[
          { name: 'kind', word: 'milestoneKind', kind: 'choice', required: true, options: kinds },
          { name: 'name', word: 'milestoneName', kind: 'text', required: true },
          { name: 'due_on', word: 'dueOn', kind: 'date', required: true },
          { name: 'amount', word: 'amount', kind: 'money' },
        ]}
        onCreated={() => void refresh()}
      />
      {paying !== null && (
        <PaymentDialog milestone={paying} onClose={() => setPaying(null)} onPaid={() => void refresh()} />
      )}
      <ConfirmDialog
        open={leaving !== null}
        onOpenChange={(open) => !open && setLeaving(null)}
        title={t('contract.removeMilestoneTitle', { name: leaving?.name })}
        body={t('contract.removeMilestoneBody')}
        confirmLabel={t('action.delete')}
        danger
        onConfirm={() => leaving && void change(() => api.delete(`${path}/${leaving.id}`))}
      />
    </Section>
  );
}
