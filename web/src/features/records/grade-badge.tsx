import { useTranslation } from 'react-i18next';
import type { LeadGrade } from '../../../../kernel/contracts/scoring.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';

const TONES: Record<LeadGrade, Tone> = { A: 'success', B: 'accent', C: 'warning', D: 'neutral' };

/** How good a lead is. */
export function GradeBadge({ grade }: { grade: LeadGrade }) {
  const { t } = useTranslation();
  return <Badge tone={TONES[grade]}>{t(`grade.${grade}`)}</Badge>;
}
