import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MilestoneView } from '../../../../kernel/contracts/orders.ts';
import { api } from '../../api/client.ts';
import { dayOf } from '../../format/day-of.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { DateInput } from '../../ui/date-input.tsx';
import { Field } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Input } from '../../ui/input.tsx';
import { readNumber } from '../records/read-number.ts';
import { runAction } from '../records/run-action.ts';

interface PaymentDialogProps {
  milestone: MilestoneView;
  onClose: () => void;
  onPaid: () => void;
}

/** Writes down what came in for a payment of a contract; what is left is filled in already. */
export function PaymentDialog({ milestone, onClose, onPaid }: PaymentDialogProps) {
  const { t } = useTranslation();
  const { money } = useFormat();
  const left = Math.round(((milestone.amount ?? 0) - milestone.paid_amount) * 100) / 100;
  const [amount, setAmount] = useState(String(left));
  const [day, setDay] = useState<string | null>(dayOf(useNow()));
  const [pending, setPending] = useState(false);
  const yuan = readNumber(amount, { min: 0.01, max: left });
  const pay = async () => {
    if (yuan === undefined) return;
    setPending(true);
    const body = { version: milestone.version, amount: yuan, ...(day === null ? {} : { paid_on: day }) };
    const work = () => api.post(`crm/contracts/${milestone.contract_id}/milestones/${milestone.id}/payments`, body);
    const done = await runAction(t, work, t('contract.payDone', { amount: money(yuan) }));
    setPending(false);
    onPaid();
    if (done) onClose();
  };
  return (
    <FormDialog
      title={t('contract.payTitle', { name: milestone.name })}
      className="max-w-md"
      layout="grid"
      saveLabel={t('contract.pay')}
      ready={yuan !== undefined}
      pending={pending}
      onSave={() => void pay()}
      onClose={onClose}
    >
      <Field
        label={t('contract.payAmount')}
        required
        error={yuan === undefined ? t('form.between', { min: 0.01, max: left }) : undefined}
      >
        {(control) => (
          <Input {...control} inputMode="decimal" value={amount} onChange={(event) => setAmount(event.target.value)} />
        )}
      </Field>
      <Field label={t('contract.payDay')}>
        {(control) => <DateInput {...control} value={day} onChange={setDay} />}
      </Field>
    </FormDialog>
  );
}
