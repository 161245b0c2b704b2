import { useTranslation } from 'react-i18next';
import type { HealthLevel } from '../../../../kernel/contracts/profile.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';

const TONES: Record<HealthLevel, Tone> = { healthy: 'success', attention: 'warning', at_risk: 'danger' };

/** How a customer does, with the score where it is known. */
export function HealthBadge({ level, score }: { level: HealthLevel; score?: number | null }) {
  const { t } = useTranslation();
  return (
    <Badge tone={TONES[level]}>
      {t(`healthLevel.${level}`)}
      {score !== undefined && score !== null && <span className="num">{score}</span>}
    </Badge>
  );
}
