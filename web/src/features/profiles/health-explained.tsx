import { ChevronDown } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ProfileView } from '../../../../kernel/contracts/profile.ts';
import { HealthBadge } from '../records/health-badge.tsx';
import { TimeText } from '../records/time-text.tsx';
import { HealthHistory } from './health-history.tsx';
import { SignalTable } from './signal-table.tsx';

/** The health score, the two causes that moved it, its course and every signal behind it. */
export function HealthExplained({ profile }: { profile: ProfileView }) {
  const { t } = useTranslation();
  const { health, health_level: level } = profile;
  return (
    <>
      {health === null || level === null ? (
        <p className="text-muted">{t('profile.unknownHealth')}</p>
      ) : (
        <>
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span className="num text-xl font-semibold">{health}</span>
            <HealthBadge level={level} />
            <span className="text-sm text-muted" title={t('profile.sureHint')}>
              {t('profile.sure', { percent: profile.confidence })}
            </span>
            {profile.previous_health !== null && (
              <span className="num text-sm text-muted">{t('profile.from', { score: profile.previous_health })}</span>
            )}
          </p>
          {profile.causes.length > 0 && (
            <>
              <h3 className="mt-2 text-sm font-medium">
                {t(profile.previous_health === null ? 'profile.reasons' : 'profile.causes')}
                {profile.health_changed_at !== null && (
                  <TimeText at={profile.health_changed_at} className="ml-2 font-normal text-faint" />
                )}
              </h3>
              <ul>
                {profile.causes.map((cause) => (
                  <li key={cause.signal}>{cause.words}</li>
                ))}
              </ul>
            </>
          )}
          <HealthHistory customerId={profile.customer_id} />
        </>
      )}
      <details className="group mt-2">
        <summary className="tap flex items-center gap-1 text-accent-ink marker:content-none">
          <ChevronDown className="size-4 -rotate-90 transition-transform group-open:rotate-0" aria-hidden />
          {t('profile.signals')}
        </summary>
        <SignalTable signals={profile.signals} />
      </details>
    </>
  );
}
