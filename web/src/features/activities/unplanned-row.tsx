import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UnplannedView } from '../../../../kernel/contracts/reminders.ts';
import { api } from '../../api/client.ts';
import { useMay, useUser } from '../../api/use-session.ts';
import { useFormat } from '../../format/use-format.ts';
import { useNow } from '../../format/use-now.ts';
import { Button } from '../../ui/button.tsx';
import { runAction } from '../records/run-action.ts';
import { ActivityDialog } from './activity-dialog.tsx';
import type { ActivityParents } from './activity-parents.ts';
import { QUICK_DAYS, quickTime, type QuickDay } from './quick-day.ts';

/** A record nobody planned anything for: how long it lies idle, and the days it can be planned for at once. */
export function UnplannedRow({ record }: { record: UnplannedView }) {
  const { t } = useTranslation();
  const { shortMoney } = useFormat();
  const mayWrite = useMay('crm.write');
  const [asking, setAsking] = useState(false);
  const { plan, busy } = useQuickPlan(record);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1.5 border-b border-line py-2 last:border-b-0">
      <div className="min-w-48 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <RecordLink record={record} />
          {record.amount !== null && record.amount > 0 && (
            <span className="num text-sm">{shortMoney(record.amount)}</span>
          )}
        </p>
        <p className="flex flex-wrap gap-x-2 text-sm text-muted">
          {record.kind === 'opportunity' && record.customer_name !== null && <span>{record.customer_name}</span>}
          <span>{record.owner_name}</span>
          <span className="num">
            {record.idle_days === 0 ? t('unplanned.today') : t('unplanned.idle', { days: record.idle_days })}
          </span>
        </p>
      </div>
      {mayWrite && (
        <div className="flex flex-wrap gap-1">
          {QUICK_DAYS.map((day) => (
            <Button
              key={day}
              size="sm"
              disabled={busy}
              aria-label={t('unplanned.when', { name: record.name, when: t(`unplanned.${day}`) })}
              onClick={() => void plan(day)}
            >
              {t(`unplanned.${day}`)}
            </Button>
          ))}
          <Button
            size="sm"
            variant="ghost"
            aria-label={t('unplanned.when', { name: record.name, when: t('unplanned.other') })}
            onClick={() => setAsking(true)}
          >
            {t('unplanned.other')}
          </Button>
        </div>
      )}
      {asking && (
        <ActivityDialog
          parents={parentsOf(record)}
          plan={t('unplanned.subject', { name: record.customer_name ?? record.name })}
          onClose={() => setAsking(false)}
        />
      )}
    </li>
  );
}

/** Plans a call at ten in the morning; a manager plans it for whoever looks after the record. */
function useQuickPlan(record: UnplannedView) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const me = useUser();
  const mayAssign = useMay('crm.assign');
  const now = useNow();
  const [busy, setBusy] = useState(false);
  const plan = async (day: QuickDay) => {
    setBusy(true);
    const body = {
      kind: 'call',
      status: 'planned',
      subject: t('unplanned.subject', { name: record.customer_name ?? record.name }),
      due_at: quickTime(day, now),
      ...parentsOf(record),
      ...(mayAssign && record.owner_id !== null && record.owner_id !== me?.id ? { owner_id: record.owner_id } : {}),
    };
    await runAction(
      t,
      () => api.post('crm/activities', body),
      t('unplanned.done', { name: record.name, when: t(`unplanned.${day}`) }),
    );
    setBusy(false);
    for (const key of ['crm/follow-ups', 'crm/activities', 'crm/opportunities', 'crm/customers'])
      void queries.invalidateQueries({ queryKey: [key] });
  };
  return { plan, busy };
}

function parentsOf(record: UnplannedView): ActivityParents {
  if (record.kind === 'customer') return { customer_id: record.id };
  return { opportunity_id: record.id, ...(record.customer_id === null ? {} : { customer_id: record.customer_id }) };
}

function RecordLink({ record }: { record: UnplannedView }) {
  const look = 'font-medium underline-offset-4 hover:text-accent-ink hover:underline';
  if (record.kind === 'opportunity')
    return (
      <Link to="/opportunities" search={{ open: record.id }} className={look}>
        {record.name}
      </Link>
    );
  return (
    <Link to="/customers/$id" params={{ id: record.id }} className={look}>
      {record.name}
    </Link>
  );
}
