import { useTranslation } from 'react-i18next';
import type { Stage } from '../../../../kernel/contracts/crm.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';

const TONES: Record<Stage, Tone> = {
  prospecting: 'neutral',
  qualification: 'neutral',
  proposal: 'accent',
  negotiation: 'accent',
  won: 'success',
  lost: 'danger',
};

/** The stage of an opportunity. */
export function StageBadge({ stage }: { stage: Stage }) {
  const { t } = useTranslation();
  return <Badge tone={TONES[stage]}>{t(`stage.${stage}`)}</Badge>;
}
