import { useQueryClient } from '@tanstack/react-query';
import { CalendarOff, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AbsenceView } from '../../../../kernel/contracts/assignment.ts';
import { api } from '../../api/client.ts';
import { useMay, useUser } from '../../api/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { Combobox } from '../../ui/combobox.tsx';
import { DateInput } from '../../ui/date-input.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { ListSkeleton } from '../lists/list-skeleton.tsx';
import { usePage } from '../lists/use-page.ts';
import { runAction } from '../records/run-action.ts';
import { TimeText } from '../records/time-text.tsx';
import { useUserOptions } from '../records/use-users.ts';

/** Who is away and gets no new leads meanwhile. */
export function AbsencesTab() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const query = usePage<AbsenceView>('crm/absences', { page_size: 100 });
  const remove = async (absence: AbsenceView) => {
    await runAction(t, () => api.delete(`crm/absences/${absence.id}`));
    await queries.invalidateQueries({ queryKey: ['crm/absences'] });
  };
  return (
    <div className="flex flex-col gap-6">
      <AbsenceForm onAdded={() => void queries.invalidateQueries({ queryKey: ['crm/absences'] })} />
      <div className="rounded-md border border-line bg-surface">
        {query.isPending && <ListSkeleton />}
        {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
        {query.data?.items.length === 0 && (
          <EmptyState icon={CalendarOff} title={t('assignment.nobodyAway')}>
            {t('assignment.nobodyAwayHint')}
          </EmptyState>
        )}
        <ul>
          {query.data?.items.map((one) => (
            <li
              key={one.id}
              className="flex flex-wrap items-center gap-3 border-b border-line px-4 py-2 last:border-b-0"
            >
              <span className="font-medium">{one.user_name}</span>
              <span className="text-muted">
                <TimeText at={one.starts_at} /> – <TimeText at={one.ends_at} />
              </span>
              <span className="min-w-0 flex-1 truncate text-muted">{one.reason}</span>
              <Button
                size="icon-sm"
                variant="ghost"
                aria-label={`${t('action.delete')} ${one.user_name}`}
                onClick={() => void remove(one)}
              >
                <Trash2 aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

function AbsenceForm({ onAdded }: { onAdded: () => void }) {
  const { t } = useTranslation();
  const me = useUser();
  const mayAssign = useMay('crm.assign');
  const users = useUserOptions(mayAssign);
  const [who, setWho] = useState(me?.id);
  const [from, setFrom] = useState<string | null>(null);
  const [to, setTo] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const complete = from !== null && to !== null && from < to;
  const add = async () => {
    if (from === null || to === null) return;
    const body = {
      user_id: who,
      starts_at: new Date(from).toISOString(),
      ends_at: new Date(to).toISOString(),
      reason: reason.trim() === '' ? null : reason.trim(),
    };
    if (await runAction(t, () => api.post('crm/absences', body), t('assignment.absenceAdded'))) {
      setFrom(null);
      setTo(null);
      setReason('');
      onAdded();
    }
  };
  return (
    <form
      className="grid items-end gap-3 sm:grid-cols-5"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      {mayAssign && (
        <Field label={t('assignment.who')}>
          {(control) => <Combobox {...control} value={who} options={users} onChange={setWho} />}
        </Field>
      )}
      <Field label={t('assignment.from')}>
        {(control) => <DateInput {...control} withTime value={from} onChange={setFrom} />}
      </Field>
      <Field label={t('assignment.until')}>
        {(control) => <DateInput {...control} withTime value={to} onChange={setTo} />}
      </Field>
      <Field label={t('assignment.reason')}>
        {(control) => (
          <Input {...control} maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
        )}
      </Field>
      <Button type="submit" disabled={!complete}>
        {t('assignment.addAbsence')}
      </Button>
    </form>
  );
}
