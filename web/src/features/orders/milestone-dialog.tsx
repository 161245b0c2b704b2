import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MILESTONE_KINDS, type MilestoneKind } from '../../../../kernel/contracts/orders.ts';
import { api } from '../../api/client.ts';
import { DateInput } from '../../ui/date-input.tsx';
import { Field } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Input } from '../../ui/input.tsx';
import { Select } from '../../ui/select.tsx';
import { amountOf } from '../opportunities/line-draft.ts';
import { runAction } from '../records/run-action.ts';
import { useRefreshOrders } from './use-refresh-orders.ts';

/** A new day of a contract; a payment says how much. */
export function MilestoneDialog({ contractId, onClose }: { contractId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const refresh = useRefreshOrders();
  const [kind, setKind] = useState<MilestoneKind>('payment');
  const [name, setName] = useState('');
  const [due, setDue] = useState<string | null>(null);
  const [amount, setAmount] = useState('');
  const [pending, setPending] = useState(false);
  const payment = kind === 'payment';
  const wrong = name.trim() === '' || due === null || (payment && !(amountOf(amount) > 0));
  const save = async () => {
    setPending(true);
    const body = { kind, name: name.trim(), due_on: due, ...(payment ? { amount: amountOf(amount) } : {}) };
    const done = await runAction(
      t,
      () => api.post(`crm/contracts/${contractId}/milestones`, body),
      t('order.milestoneSaved'),
    );
    setPending(false);
    await refresh();
    if (done) onClose();
  };
  return (
    <FormDialog
      title={t('order.addMilestone')}
      className="max-w-md"
      layout="grid"
      gap="gap-3"
      ready={!wrong}
      pending={pending}
      onSave={() => void save()}
      onClose={onClose}
    >
      <Field label={t('order.milestoneName')} required>
        {(control) => (
          <Input {...control} maxLength={120} value={name} onChange={(event) => setName(event.target.value)} />
        )}
      </Field>
      <Field label={t('order.milestoneKind')}>
        {(control) => (
          <Select
            {...control}
            value={kind}
            onChange={(value) => setKind(value as MilestoneKind)}
            options={MILESTONE_KINDS.map((one) => ({ value: one, label: t(`milestoneKind.${one}`) }))}
          />
        )}
      </Field>
      <Field label={t('order.dueOn')} required>
        {(control) => <DateInput {...control} value={due} onChange={setDue} />}
      </Field>
      {payment && (
        <Field label={t('field.amount')} required>
          {(control) => (
            <Input
              {...control}
              inputMode="decimal"
              value={amount}
              onChange={(event) => setAmount(event.target.value)}
            />
          )}
        </Field>
      )}
    </FormDialog>
  );
}
