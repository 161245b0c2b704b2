import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Forecast } from '../../../../kernel/contracts/forecast.ts';
import { useFormat } from '../../format/use-format.ts';

/** Deals no month counts because nobody said when they close, with the way to them. Nothing when there are none. */
export function UndatedHint({ undated }: { undated: Forecast['undated'] }) {
  const { t } = useTranslation();
  const { money } = useFormat();
  if (undated.deals === 0) return null;
  return (
    <p className="flex flex-wrap gap-x-3 border-t border-line px-4 py-2 text-sm text-muted">
      {t('forecast.undated', { count: undated.deals, amount: money(undated.amount) })}
      <Link
        to="/opportunities"
        search={{ ongoing: 'true', undated: 'true' }}
        className="text-accent-ink underline-offset-4 hover:underline"
      >
        {t('forecast.seeUndated')}
      </Link>
    </p>
  );
}
