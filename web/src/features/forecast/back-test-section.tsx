import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { BackTest } from '../../../../kernel/contracts/forecast.ts';
import { api } from '../../api/client.ts';
import { useMay } from '../../api/use-session.ts';
import { useFormat } from '../../format/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { ListSkeleton } from '../lists/list-skeleton.tsx';
import { runAction } from '../records/run-action.ts';
import { TimeText } from '../records/time-text.tsx';
import { BackTestTable } from './back-test-table.tsx';

/** How good the forecast was for past months: error and coverage over all, and month by month. */
export function BackTestSection() {
  const { t } = useTranslation();
  const mayMeasure = useMay('crm.assign');
  const query = useQuery({
    queryKey: ['crm/forecast', 'back-test'],
    queryFn: ({ signal }) => api.get<BackTest>('crm/forecast/back-test', undefined, signal),
  });
  const test = query.data;
  const measure = () => runAction(t, () => api.post('crm/forecast/measure'), t('forecast.measuring'));
  return (
    <section aria-labelledby="back-test" className="mx-4 mt-6 rounded-md border border-line bg-surface">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3">
        <h2 id="back-test" className="font-semibold">
          {t('forecast.backTest')}
        </h2>
        {test?.measured_at != null && (
          <span className="text-sm text-faint">
            {t('forecast.measuredAt')} <TimeText at={test.measured_at} />
          </span>
        )}
        {mayMeasure && test && (
          <Button size="sm" className="ml-auto" onClick={() => void measure()}>
            {t(test.measured_at === null ? 'forecast.measure' : 'forecast.measureAgain')}
          </Button>
        )}
        <p className="w-full text-sm text-muted">{t('forecast.backTestIntro')}</p>
      </header>
      {query.isPending && <ListSkeleton />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {test?.measured_at === null && <p className="px-4 pb-4 text-muted">{t('forecast.neverMeasured')}</p>}
      {test?.measured_at != null && (
        <>
          <Figures test={test} />
          <BackTestTable test={test} />
        </>
      )}
    </section>
  );
}

function Figures({ test }: { test: BackTest }) {
  const { t } = useTranslation();
  const { percent } = useFormat();
  const signed = (value: number | null) => (value === null ? null : `${value > 0 ? '+' : ''}${percent(value)}`);
  const figures = [
    { word: 'wape', value: percent(test.wape) },
    { word: 'naiveWape', value: percent(test.naive_wape) },
    { word: 'mape', value: percent(test.mape) },
    { word: 'bias', value: signed(test.bias) },
    { word: 'coverage', value: percent(test.coverage) },
  ] as const;
  return (
    <dl className="num grid grid-cols-2 gap-x-6 gap-y-3 border-t border-line px-4 py-3 sm:grid-cols-3 lg:grid-cols-5">
      {figures.map(({ word, value }) => (
        <div key={word}>
          <dt className="text-sm text-muted">{t(`forecast.${word}`)}</dt>
          <dd className="text-lg font-semibold">{value === null || value === '' ? '—' : value}</dd>
        </div>
      ))}
    </dl>
  );
}
