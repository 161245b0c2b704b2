import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContractView } from '../../../../kernel/contracts/orders.ts';
import { api } from '../../api/client.ts';
import { DateInput } from '../../ui/date-input.tsx';
import { Field } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Input } from '../../ui/input.tsx';
import { toast } from '../../ui/toast.tsx';
import { readNumber } from '../records/read-number.ts';
import { runAction } from '../records/run-action.ts';

/** Makes the contract that follows; what is left empty stays as it was. */
export function RenewDialog({ contract, onClose }: { contract: ContractView; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [end, setEnd] = useState<string | null>(null);
  const [amount, setAmount] = useState('');
  const [pending, setPending] = useState(false);
  const yuan = amount.trim() === '' ? null : readNumber(amount, { min: 0, max: 1e12 });
  const renew = async () => {
    setPending(true);
    const done = await runAction(t, async () => {
      const fresh = await api.post<ContractView>(`crm/contracts/${contract.id}/renew`, {
        version: contract.version,
        ...(end === null ? {} : { ends_on: end }),
        ...(yuan === null ? {} : { amount: yuan }),
      });
      toast.success(t('contract.renewed', { name: fresh.name }));
    });
    setPending(false);
    await queries.invalidateQueries({ queryKey: ['crm/contracts'] });
    if (done) onClose();
  };
  return (
    <FormDialog
      title={t('contract.renewTitle', { name: contract.name })}
      description={t('contract.renewBody')}
      className="max-w-md"
      layout="grid"
      saveLabel={t('contract.renew')}
      ready={yuan !== undefined}
      pending={pending}
      onSave={() => void renew()}
      onClose={onClose}
    >
      <Field label={t('contract.newEnd')}>
        {(control) => <DateInput {...control} value={end} onChange={setEnd} />}
      </Field>
      <Field label={t('contract.newAmount')} error={yuan === undefined ? t('form.notNumber') : undefined}>
        {(control) => (
          <Input
            {...control}
            inputMode="decimal"
            placeholder={String(contract.amount)}
            value={amount}
            onChange={(event) => setAmount(event.target.value)}
          />
        )}
      </Field>
    </FormDialog>
  );
}
