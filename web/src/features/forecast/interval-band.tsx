import { useTranslation } from 'react-i18next';
import type { ForecastRow } from '../../../../kernel/contracts/forecast.ts';
import { useFormat } from '../../format/use-format.ts';

interface IntervalBandProps {
  row: ForecastRow;
  /** What the right end of the scale stands for, in yuan. */
  top: number;
  name: string;
}

/** The interval of a month on the scale of the page: the band, a bar where history points, a line where the weights do. */
export function IntervalBand({ row, top, name }: IntervalBandProps) {
  const { t } = useTranslation();
  const { shortMoney } = useFormat();
  const { expected, low, high, weighted } = row;
  const at = (yuan: number) => `${Math.min(100, Math.max(0, (yuan / top) * 100))}%`;
  const figures = {
    name,
    weighted: shortMoney(weighted),
    expected: shortMoney(expected),
    low: shortMoney(low),
    high: shortMoney(high),
  };
  return (
    <figure aria-label={low === null ? t('forecast.chartPlain', figures) : t('forecast.chart', figures)}>
      <div aria-hidden className="relative my-1 h-3 w-full min-w-40 rounded-sm bg-sunken">
        {low !== null && high !== null && (
          <span
            className="absolute inset-y-0 rounded-sm bg-accent/30"
            style={{ left: at(low), width: `calc(${at(high)} - ${at(low)})` }}
          />
        )}
        {expected !== null && (
          <span
            className="absolute -inset-y-0.5 w-1 -translate-x-1/2 rounded-sm bg-accent"
            style={{ left: at(expected) }}
          />
        )}
        <span
          className="absolute -inset-y-1 w-0 -translate-x-1/2 border-l-2 border-dashed border-warning"
          style={{ left: at(weighted) }}
        />
      </div>
      <p className="num text-xs text-muted" aria-hidden>
        {low === null ? '—' : t('forecast.intervalShort', figures)}
      </p>
    </figure>
  );
}
