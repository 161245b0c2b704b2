import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MilestoneView } from '../../../../kernel/contracts/orders.ts';
import { api } from '../../api/client.ts';
import { dayOf } from '../../format/day-of.ts';
import { Button } from '../../ui/button.tsx';
import { DateInput } from '../../ui/date-input.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { amountOf } from '../opportunities/line-draft.ts';
import { runAction } from '../records/run-action.ts';
import { useRefreshOrders } from './use-refresh-orders.ts';

/** What came in for a payment of a contract; what is still open is the first guess. */
export function PaymentDialog({ milestone, onClose }: { milestone: MilestoneView; onClose: () => void }) {
  const { t } = useTranslation();
  const refresh = useRefreshOrders();
  const [amount, setAmount] = useState(String((milestone.amount ?? 0) - milestone.paid_amount));
  const [day, setDay] = useState<string | null>(() => dayOf(new Date()));
  const [pending, setPending] = useState(false);
  const wrong = !(amountOf(amount) > 0);
  const save = async () => {
    setPending(true);
    const path = `crm/contracts/${milestone.contract_id}/milestones/${milestone.id}/payments`;
    const body = {
      version: milestone.version,
      amount: amountOf(amount),
      ...(day === null ? {} : { paid_on: day }),
    };
    const done = await runAction(t, () => api.post(path, body), t('order.paySaved'));
    setPending(false);
    await refresh();
    if (done) onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('order.payNamed', { name: milestone.name })}
      className="max-w-md"
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button variant="primary" type="submit" form="payment" loading={pending} disabled={wrong}>
            {t('order.pay')}
          </Button>
        </>
      }
    >
      <form
        id="payment"
        className="grid gap-3 sm:grid-cols-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (!wrong) void save();
        }}
      >
        <Field label={t('order.payAmount')} required>
          {(control) => (
            <Input
              {...control}
              inputMode="decimal"
              value={amount}
              onChange={(event) => setAmount(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('order.paidOn')}>{(control) => <DateInput {...control} value={day} onChange={setDay} />}</Field>
      </form>
    </Dialog>
  );
}
