import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ACTIVITY_KINDS, type ActivityKind } from '../../../../kernel/contracts/crm.ts';
import { api } from '../../api/client.ts';
import { describeError } from '../../api/describe-error.ts';
import { useNow } from '../../format/use-now.ts';
import { toWallTime, wallTimeToIso } from '../../format/wall-time.ts';
import { DateInput } from '../../ui/date-input.tsx';
import { Field } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Input } from '../../ui/input.tsx';
import { Select } from '../../ui/select.tsx';
import { Textarea } from '../../ui/textarea.tsx';
import { toast } from '../../ui/toast.tsx';
import { CustomerPicker } from '../customers/customer-picker.tsx';
import type { ActivityParents } from './activity-parents.ts';

const HOUR = 3_600_000;

interface ActivityDialogProps {
  parents: ActivityParents;
  /** What is to be planned: the dialog begins with a planned follow-up about it. */
  plan?: string;
  onClose: () => void;
}

/** A new follow-up: something that happened, or something planned. Without parents it asks for the customer. */
export function ActivityDialog({ parents, plan, onClose }: ActivityDialogProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const now = useNow();
  const asksCustomer = Object.keys(parents).length === 0;
  const [kind, setKind] = useState<ActivityKind>('call');
  const [planned, setPlanned] = useState(asksCustomer || plan !== undefined);
  const [subject, setSubject] = useState(plan?.slice(0, 200) ?? '');
  const [content, setContent] = useState('');
  const [customer, setCustomer] = useState<string | undefined>();
  const [at, setAt] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const time = at ?? toWallTime(new Date(now.getTime() + (planned ? 24 * HOUR : 0)));
  const noSubject = subject.trim() === '';
  const noCustomer = asksCustomer && customer === undefined;
  const create = useMutation({
    mutationFn: () =>
      api.post('crm/activities', {
        kind,
        status: planned ? 'planned' : 'done',
        subject: subject.trim(),
        ...(content.trim() === '' ? {} : { content: content.trim() }),
        [planned ? 'due_at' : 'occurred_at']: wallTimeToIso(time),
        ...parents,
        ...(customer === undefined ? {} : { customer_id: customer }),
      }),
    onSuccess: () => {
      toast.success(t(planned ? 'activity.plannedDone' : 'activity.recorded'));
      void queries.invalidateQueries({ queryKey: ['crm/activities'] });
      void queries.invalidateQueries({ queryKey: ['crm/customers'] });
      void queries.invalidateQueries({ queryKey: ['crm/opportunities'] });
      void queries.invalidateQueries({ queryKey: ['crm/follow-ups'] });
      onClose();
    },
  });
  const submit = () => {
    setTried(true);
    if (!noSubject && !noCustomer) create.mutate();
  };
  return (
    <FormDialog title={t('activity.create')} layout="grid" pending={create.isPending} onSave={submit} onClose={onClose}>
      <Field label={t('field.activityStatus')}>
        {(control) => (
          <Select
            {...control}
            value={planned ? 'planned' : 'done'}
            onChange={(value) => setPlanned(value === 'planned')}
            options={[
              { value: 'done', label: t('activityStatus.done') },
              { value: 'planned', label: t('activityStatus.planned') },
            ]}
          />
        )}
      </Field>
      <Field label={t('field.activityKind')}>
        {(control) => (
          <Select
            {...control}
            value={kind}
            onChange={(value) => setKind(value as ActivityKind)}
            options={ACTIVITY_KINDS.map((one) => ({ value: one, label: t(`activityKind.${one}`) }))}
          />
        )}
      </Field>
      {asksCustomer && (
        <div className="sm:col-span-2">
          <Field label={t('field.customer')} required error={tried && noCustomer ? t('form.required') : undefined}>
            {(control) => <CustomerPicker {...control} value={customer} onChange={setCustomer} />}
          </Field>
        </div>
      )}
      <div className="sm:col-span-2">
        <Field label={t('field.subject')} required error={tried && noSubject ? t('form.required') : undefined}>
          {(control) => (
            <Input {...control} maxLength={200} value={subject} onChange={(event) => setSubject(event.target.value)} />
          )}
        </Field>
      </div>
      <Field label={t(planned ? 'field.dueAt' : 'field.occurredAt')}>
        {(control) => <DateInput {...control} withTime value={time} onChange={setAt} />}
      </Field>
      <div className="sm:col-span-2">
        <Field label={t('field.content')}>
          {(control) => (
            <Textarea
              {...control}
              maxLength={8000}
              value={content}
              onChange={(event) => setContent(event.target.value)}
            />
          )}
        </Field>
      </div>
      {create.isError && (
        <p role="alert" className="text-sm text-danger sm:col-span-2">
          {describeError(create.error, t).message}
        </p>
      )}
    </FormDialog>
  );
}
