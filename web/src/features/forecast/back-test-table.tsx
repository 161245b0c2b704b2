import { useTranslation } from 'react-i18next';
import type { BackTest, BackTestRow } from '../../../../kernel/contracts/forecast.ts';
import { useFormat } from '../../format/use-format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Table, Td, Th, Tr } from '../../ui/table.tsx';
import { useMonthName } from './use-month-name.ts';

/** The months that were forecast again, the latest first. Sums are there for those who see the whole organisation. */
export function BackTestTable({ test }: { test: BackTest }) {
  const { t } = useTranslation();
  const { shortMoney, percent } = useFormat();
  const monthName = useMonthName();
  const sums = test.items.some((row) => row.actual !== null);
  const money = (yuan: number | null) => (yuan === null ? '—' : shortMoney(yuan));
  return (
    <>
      {!sums && <p className="px-4 pb-2 text-sm text-muted">{t('forecast.sumsHidden')}</p>}
      <Table containerClassName="border-t border-line">
        <caption className="sr-only">{t('forecast.backTest')}</caption>
        <thead>
          <tr>
            <Th>{t('forecast.backMonth')}</Th>
            {sums && (
              <>
                <Th numeric>{t('forecast.predicted')}</Th>
                <Th numeric>{t('forecast.interval', { level: test.level })}</Th>
                <Th numeric>{t('forecast.actual')}</Th>
              </>
            )}
            <Th numeric>{t('forecast.error')}</Th>
            <Th>{t('forecast.coverage')}</Th>
          </tr>
        </thead>
        <tbody>
          {test.items.toReversed().map((row) => (
            <Tr key={row.month}>
              <Td className="whitespace-nowrap">{monthName(row.month)}</Td>
              {sums && (
                <>
                  <Td numeric>{row.enough ? money(row.expected) : '—'}</Td>
                  <Td numeric className="whitespace-nowrap text-muted">
                    {row.enough && row.low !== null
                      ? t('forecast.intervalShort', { low: money(row.low), high: money(row.high) })
                      : '—'}
                  </Td>
                  <Td numeric>{money(row.actual)}</Td>
                </>
              )}
              <Td numeric>{row.error === null ? '—' : `${row.error > 0 ? '+' : ''}${percent(row.error)}`}</Td>
              <Td>
                <Coverage row={row} />
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </>
  );
}

function Coverage({ row }: { row: BackTestRow }) {
  const { t } = useTranslation();
  if (!row.enough) return <span className="text-sm text-faint">{t('forecast.tooEarly')}</span>;
  return (
    <Badge tone={row.covered ? 'success' : 'warning'}>{t(row.covered ? 'forecast.covered' : 'forecast.outside')}</Badge>
  );
}
