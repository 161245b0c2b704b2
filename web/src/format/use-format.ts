import { useTranslation } from 'react-i18next';
import { formatDays } from './format-days.ts';
import { formatMoney, formatShortMoney } from './format-money.ts';
import { formatNumber } from './format-number.ts';
import { formatPercent } from './format-percent.ts';
import { formatTime } from './format-time.ts';
import { useNow } from './use-now.ts';

/** The formats in the page's language; times move with the clock. */
export function useFormat() {
  const { i18n } = useTranslation();
  const now = useNow();
  const language = i18n.language === 'en' ? 'en' : 'zh';
  return {
    money: formatMoney,
    shortMoney: (yuan: number | null | undefined) => formatShortMoney(yuan, language),
    percent: formatPercent,
    days: (days: number | null | undefined) => formatDays(days, language),
    number: formatNumber,
    time: (iso: string | null | undefined) => formatTime(iso, now, language),
  };
}
