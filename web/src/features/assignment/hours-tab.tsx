import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AssignmentHoursView } from '../../../../kernel/contracts/assignment.ts';
import { api } from '../../api/client.ts';
import { useMay } from '../../api/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { runAction } from '../records/run-action.ts';

/** When leads are given out. */
export function HoursTab() {
  const query = useQuery({
    queryKey: ['crm/assignment-hours'],
    queryFn: ({ signal }) => api.get<AssignmentHoursView>('crm/assignment-hours', undefined, signal),
  });
  if (query.isPending) return <Skeleton className="h-40" />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return <HoursForm key={query.data.version} hours={query.data} />;
}

function HoursForm({ hours }: { hours: AssignmentHoursView }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const mayConfigure = useMay('crm.configure');
  const [form, setForm] = useState(hours);
  const toggle = (day: number) =>
    setForm({
      ...form,
      days: form.days.includes(day) ? form.days.filter((one) => one !== day) : [...form.days, day].toSorted(),
    });
  const save = async () => {
    await runAction(t, () => api.request('PUT', 'crm/assignment-hours', { body: form }), t('assignment.hoursSaved'));
    await queries.invalidateQueries({ queryKey: ['crm/assignment-hours'] });
  };
  return (
    <form
      className="flex max-w-xl flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <p className="text-muted">{t('assignment.hoursHint')}</p>
      <fieldset>
        <legend className="mb-1 text-sm font-medium text-muted">{t('assignment.days')}</legend>
        <div className="flex flex-wrap gap-3">
          {([1, 2, 3, 4, 5, 6, 7] as const).map((day) => (
            <label key={day} className="flex items-center gap-1.5">
              <Checkbox checked={form.days.includes(day)} disabled={!mayConfigure} onChange={() => toggle(day)} />
              {t(`weekday.d${day}`)}
            </label>
          ))}
        </div>
      </fieldset>
      <div className="grid grid-cols-2 gap-3">
        {(['opens', 'closes'] as const).map((end) => (
          <Field key={end} label={t(`assignment.${end}`)}>
            {(control) => (
              <Input
                {...control}
                type="time"
                disabled={!mayConfigure}
                value={form[end]}
                onChange={(event) => setForm({ ...form, [end]: event.target.value })}
              />
            )}
          </Field>
        ))}
      </div>
      <label className="flex items-center gap-2">
        <Checkbox
          checked={form.skip_holidays}
          disabled={!mayConfigure}
          onChange={(on) => setForm({ ...form, skip_holidays: on })}
        />
        {t('assignment.skipHolidays')}
      </label>
      {mayConfigure && (
        <div>
          <Button variant="primary" type="submit" disabled={form.days.length === 0 || form.opens >= form.closes}>
            {t('action.save')}
          </Button>
        </div>
      )}
    </form>
  );
}
