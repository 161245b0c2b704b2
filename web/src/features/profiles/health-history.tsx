import { useTranslation } from 'react-i18next';
import type { ProfileHistoryEntry } from '../../../../kernel/contracts/profile.ts';
import { useFormat } from '../../format/use-format.ts';
import { usePage } from '../lists/use-page.ts';
import { TrendLine } from '../records/trend-line.tsx';

const DAYS = 60;

/** The course of the health score as a small line with its two ends; nothing while there is only one day. */
export function HealthHistory({ customerId }: { customerId: string }) {
  const { t } = useTranslation();
  const { time } = useFormat();
  const query = usePage<ProfileHistoryEntry>(`crm/customers/${customerId}/profile/history`, { page_size: DAYS });
  const days = (query.data?.items ?? [])
    .flatMap(({ day, health }) => (health === null ? [] : [{ day, health }]))
    .toSorted((left, right) => (left.day < right.day ? -1 : 1));
  const [first, last] = [days[0], days.at(-1)];
  if (days.length < 2 || first === undefined || last === undefined) return null;
  const scores = days.map(({ health }) => health);
  const label = t('profile.trend', { from: time(first.day), to: time(last.day), points: scores.join('、') });
  return (
    <div className="mt-2">
      <h3 className="text-sm font-medium">{t('profile.history')}</h3>
      <TrendLine values={scores} label={label} />
      <p className="num flex max-w-60 justify-between text-xs text-faint">
        <span>
          {time(first.day)} · {first.health}
        </span>
        <span>
          {time(last.day)} · {last.health}
        </span>
      </p>
    </div>
  );
}
