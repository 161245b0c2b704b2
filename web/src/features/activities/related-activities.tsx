import { useTranslation } from 'react-i18next';
import type { ActivityView } from '../../../../kernel/contracts/crm.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { usePage } from '../lists/use-page.ts';
import { Section } from '../records/section.tsx';
import { ActivityButton } from './activity-button.tsx';
import type { ActivityParents } from './activity-parents.ts';
import { ActivityRow } from './activity-row.tsx';
import { useCompleteActivity } from './use-complete-activity.ts';

interface RelatedActivitiesProps {
  /** What a new follow-up is about. */
  parents: ActivityParents;
  /** The parent whose follow-ups are shown; default: all that are given. */
  by?: keyof ActivityParents;
}

/** The follow-ups of a record; for a customer only the planned ones, since its timeline has the rest. */
export function RelatedActivities({ parents, by }: RelatedActivitiesProps) {
  const { t } = useTranslation();
  const onlyPlanned = by === undefined && parents.customer_id !== undefined;
  const query = usePage<ActivityView>('crm/activities', {
    ...(by === undefined ? parents : { [by]: parents[by] }),
    ...(onlyPlanned ? { status: 'planned', sort: 'due_at' } : {}),
    page_size: 20,
  });
  const { complete, busy } = useCompleteActivity();
  const items = query.data?.items ?? [];
  return (
    <Section
      title={t(onlyPlanned ? 'activity.planned' : 'nav.activities')}
      count={query.data?.total}
      action={<ActivityButton parents={parents} />}
    >
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && items.length === 0 && (
        <p className="text-muted">{t(onlyPlanned ? 'activity.noPlanned' : 'activity.none')}</p>
      )}
      <ul>
        {items.map((activity) => (
          <ActivityRow
            key={activity.id}
            activity={activity}
            busy={busy === activity.id}
            onComplete={(one) => void complete(one)}
          />
        ))}
      </ul>
    </Section>
  );
}
