import { Link } from '@tanstack/react-router';
import { Check } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ActivityView } from '../../../../kernel/contracts/crm.ts';
import { useMay } from '../../api/use-session.ts';
import { useNow } from '../../format/use-now.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { TimeText } from '../records/time-text.tsx';
import { ActivityKindIcon } from './activity-kind-icon.tsx';

interface ActivityRowProps {
  activity: ActivityView;
  /** Says whom it is about; off on that record's own page. */
  showParents?: boolean;
  busy: boolean;
  onComplete: (activity: ActivityView) => void;
}

const LINK = 'text-accent-ink underline-offset-4 hover:underline';

/** A follow-up: what, about whom, when; a planned one can be ticked off. */
export function ActivityRow({ activity, showParents, busy, onComplete }: ActivityRowProps) {
  const { t } = useTranslation();
  const mayWrite = useMay('crm.write');
  const now = useNow();
  const planned = activity.status === 'planned';
  const late = planned && activity.due_at !== null && new Date(activity.due_at).getTime() < now.getTime();
  return (
    <li className="flex items-start gap-2 border-b border-line py-2 last:border-b-0">
      <ActivityKindIcon kind={activity.kind} />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="font-medium">{activity.subject}</span>
          {late && <Badge tone="danger">{t('activity.overdue')}</Badge>}
          {activity.status === 'cancelled' && <Badge>{t('activityStatus.cancelled')}</Badge>}
        </p>
        {activity.content !== null && (
          <p className="line-clamp-3 text-sm whitespace-pre-wrap text-muted">{activity.content}</p>
        )}
        <p className="mt-0.5 flex flex-wrap gap-x-2 text-xs text-faint">
          <TimeText at={planned ? activity.due_at : activity.occurred_at} />
          {activity.owner_name !== null && <span>{activity.owner_name}</span>}
          {showParents === true && activity.customer_id !== null && (
            <Link to="/customers/$id" params={{ id: activity.customer_id }} className={LINK}>
              {activity.customer_name}
            </Link>
          )}
          {showParents === true && activity.opportunity_id !== null && (
            <Link to="/opportunities" search={{ open: activity.opportunity_id }} className={LINK}>
              {activity.opportunity_name}
            </Link>
          )}
          {showParents === true && activity.lead_id !== null && (
            <Link to="/leads" search={{ open: activity.lead_id }} className={LINK}>
              {activity.lead_name}
            </Link>
          )}
        </p>
      </div>
      {planned && mayWrite && (
        <Button
          size="sm"
          loading={busy}
          aria-label={t('activity.completeNamed', { subject: activity.subject })}
          onClick={() => onComplete(activity)}
        >
          {!busy && <Check aria-hidden />}
          {t('activity.complete')}
        </Button>
      )}
    </li>
  );
}
