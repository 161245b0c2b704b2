import { useTranslation } from 'react-i18next';

/** A month `2026-11` as people say it. */
export function useMonthName() {
  const { t, i18n } = useTranslation();
  return (month: string): string => {
    const [year, number] = [month.slice(0, 4), month.slice(5, 7)];
    return t('forecast.monthName', { year, month: i18n.language === 'en' ? number : String(Number(number)) });
  };
}
