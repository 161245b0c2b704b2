import { useTranslation } from 'react-i18next';
import type { Forecast, ForecastRow } from '../../../../kernel/contracts/forecast.ts';
import { useFormat } from '../../format/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { Table, Td, Th, Tr } from '../../ui/table.tsx';
import { useNarrow } from '../lists/use-narrow.ts';
import type { ListState } from '../lists/use-list-state.ts';
import { IntervalBand } from './interval-band.tsx';
import { useMonthName } from './use-month-name.ts';

interface ForecastTableProps {
  forecast: Forecast;
  wonEarlier: number;
  list: ListState;
}

const FIGURES = [
  { key: 'won', word: 'won' },
  { key: 'committed', word: 'committed' },
  { key: 'best_case', word: 'bestCase' },
  { key: 'weighted', word: 'weighted' },
  { key: 'expected', word: 'expected' },
] as const;

/** The months (of each person or team) with their figures, the interval drawn to one scale, the sum under them. */
export function ForecastTable({ forecast, wonEarlier, list }: ForecastTableProps) {
  const { t } = useTranslation();
  const { shortMoney } = useFormat();
  const nameOf = useRowName();
  const narrow = useNarrow();
  const { rows, level } = forecast;
  const top = Math.max(1, ...rows.flatMap((row) => [row.high ?? 0, row.weighted, row.committed]));
  const sums = FIGURES.map(({ key }) => {
    const values = rows.map((row) => row[key]);
    if (values.includes(null)) return null;
    return values.reduce<number>((sum, value) => sum + (value ?? 0), wonEarlier);
  });
  if (narrow)
    return (
      <ul>
        {rows.map((row) => (
          <li key={`${row.month} ${row.group_id ?? ''}`} className="border-b border-line px-4 py-3">
            <p className="flex items-center justify-between gap-2">
              <span className="font-medium">{nameOf(row)}</span>
              <DueButton row={row} list={list} />
            </p>
            <dl className="num my-1 grid grid-cols-2 gap-x-4 text-sm">
              {FIGURES.map(({ key, word }) => (
                <div key={key} className="flex justify-between gap-2">
                  <dt className="text-muted">{t(`forecast.${word}`)}</dt>
                  <dd>{row[key] === null ? '—' : shortMoney(row[key])}</dd>
                </div>
              ))}
            </dl>
            <IntervalBand row={row} top={top} name={nameOf(row)} />
          </li>
        ))}
        {rows.length > 1 && (
          <li className="num flex flex-wrap justify-between gap-x-4 px-4 py-3 text-sm font-medium">
            <span>{t('forecast.total')}</span>
            {FIGURES.map(({ key, word }, index) => (
              <span key={key}>
                <span className="font-normal text-muted">{t(`forecast.${word}`)} </span>
                {sums[index] === null ? '—' : shortMoney(sums[index])}
              </span>
            ))}
          </li>
        )}
      </ul>
    );
  return (
    <Table>
      <caption className="sr-only">{t('nav.forecast')}</caption>
      <thead>
        <tr>
          <Th>{t('forecast.period')}</Th>
          {FIGURES.map(({ key, word }) => (
            <Th key={key} numeric>
              {t(`forecast.${word}`)}
            </Th>
          ))}
          <Th className="min-w-52">{t('forecast.interval', { level })}</Th>
          <Th>{t('forecast.deals')}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Tr key={`${row.month} ${row.group_id ?? ''}`}>
            <Td className="font-medium whitespace-nowrap">{nameOf(row)}</Td>
            {FIGURES.map(({ key }) => (
              <Td key={key} numeric className={key === 'weighted' || key === 'expected' ? 'font-medium' : 'text-muted'}>
                {row[key] === null ? '—' : shortMoney(row[key])}
              </Td>
            ))}
            <Td>
              <IntervalBand row={row} top={top} name={nameOf(row)} />
            </Td>
            <Td className="whitespace-nowrap">
              <DueButton row={row} list={list} />
            </Td>
          </Tr>
        ))}
      </tbody>
      {rows.length > 1 && (
        <tfoot>
          <tr>
            <Td className="font-medium">{t('forecast.total')}</Td>
            {FIGURES.map(({ key }, index) => (
              <Td key={key} numeric className="font-medium">
                {sums[index] === null ? '—' : shortMoney(sums[index])}
              </Td>
            ))}
            <Td className="text-sm text-faint">{t('forecast.totalNoInterval')}</Td>
            <Td />
          </tr>
        </tfoot>
      )}
    </Table>
  );
}

/** What a row is called: its month, and its person or team. */
export function useRowName() {
  const { t } = useTranslation();
  const monthName = useMonthName();
  return (row: ForecastRow, grouped = true): string => {
    const month = monthName(row.month);
    if (!grouped || (row.group_id === null && row.group_name === null)) return month;
    return `${month} · ${row.group_name ?? t('forecast.nobody')}`;
  };
}

function DueButton({ row, list }: { row: ForecastRow; list: ListState }) {
  const { t } = useTranslation();
  const nameOf = useRowName();
  const unreachable = list.search['by'] !== undefined && row.group_id === null;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      {row.due_deals === 0 || unreachable ? (
        <span className="num text-muted">{t('forecast.dealsCount', { count: row.due_deals })}</span>
      ) : (
        <Button
          variant="link"
          size="sm"
          className="px-0"
          onClick={() => list.change({ month: row.month, group: row.group_id ?? undefined })}
        >
          {t('forecast.dealsCount', { count: row.due_deals })}
          <span className="sr-only">：{t('forecast.seeDeals', { name: nameOf(row) })}</span>
        </Button>
      )}
      {row.overdue_deals > 0 && (
        <span className="text-xs text-danger">{t('forecast.overdue', { count: row.overdue_deals })}</span>
      )}
    </span>
  );
}
