import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowRightLeft } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LEAD_STATUSES, type LeadView } from '../../../../kernel/contracts/crm.ts';
import { api } from '../../api/client.ts';
import { useMay, useUser } from '../../api/use-session.ts';
import { Button, buttonLook } from '../../ui/button.tsx';
import { Combobox } from '../../ui/combobox.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { ReleaseButton } from '../pools/release-button.tsx';
import { runAction } from '../records/run-action.ts';
import { useUserOptions } from '../records/use-users.ts';
import { ConvertDialog } from './convert-dialog.tsx';

/** Who has the lead, where it stands, and its way to becoming a customer. */
export function LeadActions({ lead, onGone }: { lead: LeadView; onGone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const mayAssign = useMay('crm.assign');
  const mayWrite = useMay('crm.write');
  const me = useUser();
  const users = useUserOptions(mayAssign);
  const [converting, setConverting] = useState(false);
  const change = (work: () => Promise<LeadView>, done: string) =>
    runAction(
      t,
      async () => {
        try {
          queries.setQueryData(['crm/leads', 'one', lead.id], await work());
        } finally {
          // After a refusal too: a stale page then shows what the lead is now.
          void queries.invalidateQueries({ queryKey: ['crm/leads'] });
        }
      },
      done,
    );
  const assign = (owner: string) =>
    change(
      () => api.post<LeadView>(`crm/leads/${lead.id}/assign`, { version: lead.version, owner_id: owner }),
      t('lead.assigned'),
    );
  const setStatus = (status: string) =>
    change(
      () => api.patch<LeadView>(`crm/leads/${lead.id}`, { version: lead.version, status }),
      t('lead.statusChanged'),
    );
  const owners =
    lead.owner_id !== null && !users.some((user) => user.value === lead.owner_id)
      ? [{ value: lead.owner_id, label: lead.owner_name ?? '' }, ...users]
      : users;
  const converted = lead.status === 'converted';
  const statuses = LEAD_STATUSES.filter((status) => status !== 'converted' || converted);
  return (
    <div className="mb-4 flex flex-col gap-3">
      <div className="grid grid-cols-2 gap-3">
        <Field label={t('field.owner')}>
          {(control) => (
            <Combobox
              {...control}
              value={lead.owner_id ?? undefined}
              options={owners}
              placeholder={t('lead.unassigned')}
              disabled={!mayAssign}
              onChange={(owner) => void assign(owner)}
            />
          )}
        </Field>
        <Field label={t('field.status')}>
          {(control) => (
            <Select
              {...control}
              value={lead.status}
              disabled={!mayWrite || converted}
              options={statuses.map((status) => ({ value: status, label: t(`leadStatus.${status}`) }))}
              onChange={(status) => void setStatus(status)}
            />
          )}
        </Field>
      </div>
      <div className="flex flex-wrap gap-2">
        {mayAssign && me !== null && lead.owner_id === null && (
          <Button onClick={() => void assign(me.id)}>{t('lead.takeIt')}</Button>
        )}
        {mayWrite && !converted && (
          <Button variant="primary" onClick={() => setConverting(true)}>
            <ArrowRightLeft aria-hidden />
            {t('lead.convert')}
          </Button>
        )}
        {!converted && lead.status !== 'disqualified' && (
          <ReleaseButton entity="lead" record={lead} onReleased={onGone} />
        )}
        {lead.customer_id !== null && (
          <Link to="/customers/$id" params={{ id: lead.customer_id }} className={buttonLook({ variant: 'secondary' })}>
            {t('lead.openCustomer')}
          </Link>
        )}
      </div>
      <ConvertDialog lead={lead} open={converting} onOpenChange={setConverting} />
    </div>
  );
}
