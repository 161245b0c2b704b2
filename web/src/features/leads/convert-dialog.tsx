import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConvertLead, LeadView } from '../../../../kernel/contracts/crm.ts';
import { api } from '../../api/client.ts';
import { describeError } from '../../api/describe-error.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { DateInput } from '../../ui/date-input.tsx';
import { Field } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Input } from '../../ui/input.tsx';
import { toast } from '../../ui/toast.tsx';
import { CustomerPicker } from '../customers/customer-picker.tsx';
import { parseField } from '../records/field-spec.ts';

interface ConvertDialogProps {
  lead: LeadView;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Turns a lead into a customer, a new one or one that is there, and begins a deal if wanted. */
export function ConvertDialog({ lead, open, onOpenChange }: ConvertDialogProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [customer, setCustomer] = useState<string | undefined>();
  const [withDeal, setWithDeal] = useState(false);
  const [name, setName] = useState(lead.company ?? lead.name);
  const [amount, setAmount] = useState('');
  const [close, setClose] = useState<string | null>(null);
  const yuan = parseField('money', amount);
  const badAmount = typeof yuan === 'number' && !(Number.isFinite(yuan) && yuan >= 0);
  const convert = useMutation({
    mutationFn: (body: ConvertLead) => api.post(`crm/leads/${lead.id}/convert`, body),
    onSuccess: () => {
      toast.success(t('lead.converted', { name: lead.company ?? lead.name }));
      void queries.invalidateQueries();
      onOpenChange(false);
    },
  });
  const submit = () => {
    if (badAmount || (withDeal && name.trim() === '')) return;
    convert.mutate({
      version: lead.version,
      ...(customer === undefined ? {} : { customer_id: customer }),
      ...(withDeal
        ? {
            opportunity: {
              name: name.trim(),
              ...(typeof yuan === 'number' ? { amount: yuan } : {}),
              ...(close === null ? {} : { expected_close: close }),
            },
          }
        : {}),
    });
  };
  return (
    <FormDialog
      open={open}
      title={t('lead.convert')}
      description={t('lead.convertHint', { company: lead.company ?? lead.name })}
      saveLabel={t('lead.convert')}
      pending={convert.isPending}
      onSave={submit}
      onClose={() => onOpenChange(false)}
    >
      <Field label={t('lead.existingCustomer')} hint={t('lead.existingCustomerHint')}>
        {(control) => <CustomerPicker {...control} value={customer} onChange={setCustomer} />}
      </Field>
      <div className="flex items-center gap-2">
        <Checkbox id="with-deal" checked={withDeal} onChange={setWithDeal} />
        <label htmlFor="with-deal">{t('lead.withOpportunity')}</label>
      </div>
      {withDeal && (
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            label={t('field.opportunityName')}
            required
            error={name.trim() === '' ? t('form.required') : undefined}
          >
            {(control) => <Input {...control} value={name} onChange={(event) => setName(event.target.value)} />}
          </Field>
          <Field label={t('field.amount')} error={badAmount ? t('form.notNumber') : undefined}>
            {(control) => (
              <Input
                {...control}
                inputMode="decimal"
                value={amount}
                onChange={(event) => setAmount(event.target.value)}
              />
            )}
          </Field>
          <Field label={t('field.expectedClose')}>
            {(control) => <DateInput {...control} value={close} onChange={setClose} />}
          </Field>
        </div>
      )}
      {convert.isError && (
        <p role="alert" className="text-sm text-danger">
          {describeError(convert.error, t).message}
        </p>
      )}
    </FormDialog>
  );
}
