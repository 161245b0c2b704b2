import { TrendingUp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { FORECAST_GROUPS, type Forecast } from '../../../../kernel/contracts/forecast.ts';
import { useFormat } from '../../format/use-format.ts';
import { PageHead } from '../../shell/page-head.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { ListSkeleton } from '../lists/list-skeleton.tsx';
import { useListState, type ListState } from '../lists/use-list-state.ts';
import { BackTestSection } from './back-test-section.tsx';
import { ChoiceBar } from '../lists/choice-bar.tsx';
import { ForecastDeals } from './forecast-deals.tsx';
import { ForecastTable } from './forecast-table.tsx';
import { PERIODS } from './period.ts';
import { UndatedHint } from './undated-hint.tsx';
import { useForecast } from './use-forecast.ts';

/** What the coming months will bring: committed, weighted, and by history with an interval; and how good that was before. */
export function ForecastPage() {
  const { t } = useTranslation();
  const { time } = useFormat();
  const list = useListState();
  const period = PERIODS.find((one) => one === list.search['period']) ?? 'quarter';
  const by = FORECAST_GROUPS.find((one) => one === list.search['by']) ?? 'none';
  const { forecast, wonEarlier } = useForecast(period, by);
  const set = (name: string, value: string, standard: string) =>
    list.change({ [name]: value === standard ? undefined : value, month: undefined, group: undefined });
  return (
    <div className="mx-auto max-w-6xl pb-8">
      <PageHead
        title={t('nav.forecast')}
        actions={
          forecast.data && (
            <span className="self-center text-sm text-muted">
              {t('forecast.asOf', { day: time(forecast.data.as_of) })}
            </span>
          )
        }
      />
      <div className="flex flex-wrap gap-3 px-4 pb-3">
        <ChoiceBar
          label={t('forecast.period')}
          value={period}
          options={PERIODS.map((one) => ({ value: one, label: t(`forecast.${one}`) }))}
          onChange={(value) => set('period', value, 'quarter')}
        />
        <ChoiceBar
          label={t('forecast.by')}
          value={by}
          options={FORECAST_GROUPS.map((one) => ({ value: one, label: t(`forecast.${one}`) }))}
          onChange={(value) => set('by', value, 'none')}
        />
      </div>
      <section
        aria-label={t('nav.forecast')}
        aria-busy={forecast.isFetching}
        className="mx-4 rounded-md border border-line bg-surface"
      >
        {forecast.isPending && <ListSkeleton />}
        {forecast.isError && forecast.data === undefined && (
          <ErrorState error={forecast.error} onRetry={() => void forecast.refetch()} />
        )}
        {forecast.data && <ForecastBody forecast={forecast.data} wonEarlier={wonEarlier} list={list} />}
      </section>
      <BackTestSection />
      {forecast.data && <ForecastDeals forecast={forecast.data} by={by} list={list} />}
    </div>
  );
}

interface ForecastBodyProps {
  forecast: Forecast;
  wonEarlier: number | undefined;
  list: ListState;
}

function ForecastBody({ forecast, wonEarlier, list }: ForecastBodyProps) {
  const { t } = useTranslation();
  const { money } = useFormat();
  const nothing = forecast.rows.every(
    (row) => row.due_deals === 0 && row.won === 0 && (row.expected === null || row.expected === 0),
  );
  if (nothing)
    return (
      <>
        <EmptyState icon={TrendingUp} title={t('forecast.emptyTitle')}>
          {t('forecast.emptyBody')}
        </EmptyState>
        <UndatedHint undated={forecast.undated} />
      </>
    );
  return (
    <>
      {!forecast.enough && (
        <p className="border-b border-line bg-warning-soft px-4 py-2 text-warning">
          {t('forecast.notEnough', { months: forecast.history_months })}
        </p>
      )}
      <ForecastTable forecast={forecast} wonEarlier={wonEarlier ?? 0} list={list} />
      {forecast.enough && <p className="px-4 py-2 text-sm text-faint">{t('forecast.legend')}</p>}
      {wonEarlier !== undefined && wonEarlier > 0 && (
        <p className="px-4 py-2 text-sm text-muted">{t('forecast.earlier', { amount: money(wonEarlier) })}</p>
      )}
      <UndatedHint undated={forecast.undated} />
      <details className="border-t border-line px-4 py-2 text-sm text-muted">
        <summary className="tap flex cursor-pointer items-center">{t('forecast.notes')}</summary>
        <ul className="mt-1 list-disc pb-1 pl-5">
          {forecast.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      </details>
    </>
  );
}
