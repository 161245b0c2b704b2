import { useTranslation } from 'react-i18next';
import type { ProfileView } from '../../../../kernel/contracts/profile.ts';
import { useFormat } from '../../format/use-format.ts';
import { Badge } from '../../ui/badge.tsx';

const CLASSES = [1, 2, 3, 4, 5] as const;

/** The tier with its reason, and the three figures it comes from with their classes. */
export function ValueExplained({ profile }: { profile: ProfileView }) {
  const { t } = useTranslation();
  const { shortMoney } = useFormat();
  const figures = [
    {
      word: 'recency',
      grade: profile.r,
      says: profile.recency_days === null ? t('profile.never') : t('profile.daysAgo', { days: profile.recency_days }),
    },
    { word: 'frequency', grade: profile.f, says: t('profile.times', { count: profile.orders }) },
    { word: 'monetary', grade: profile.m, says: shortMoney(profile.spent) },
  ] as const;
  return (
    <>
      <p className="flex flex-wrap items-center gap-2">
        <Badge tone="accent">{t(`tier.${profile.tier}`)}</Badge>
        <span className="text-muted">{profile.tier_words}</span>
      </p>
      <dl className="mt-2 grid grid-cols-3 gap-2">
        {figures.map(({ word, grade, says }) => (
          <div key={word}>
            <dt className="text-sm text-muted">{t(`profile.${word}`)}</dt>
            <dd className="num font-medium">{says}</dd>
            {grade !== null && (
              <dd>
                <span className="sr-only">{t('profile.outOfFive', { grade })}</span>
                <span aria-hidden className="flex gap-0.5" title={t('profile.outOfFive', { grade })}>
                  {CLASSES.map((one) => (
                    <span
                      key={one}
                      className={one <= grade ? 'h-1.5 w-4 rounded-full bg-accent' : 'h-1.5 w-4 rounded-full bg-line'}
                    />
                  ))}
                </span>
              </dd>
            )}
          </div>
        ))}
      </dl>
    </>
  );
}
