import { useTranslation } from 'react-i18next';
import type { LeadStatus } from '../../../../kernel/contracts/crm.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';

const TONES: Record<LeadStatus, Tone> = {
  new: 'accent',
  contacted: 'neutral',
  qualified: 'warning',
  converted: 'success',
  disqualified: 'danger',
};

/** Where a lead stands. */
export function LeadStatusBadge({ status }: { status: LeadStatus }) {
  const { t } = useTranslation();
  return <Badge tone={TONES[status]}>{t(`leadStatus.${status}`)}</Badge>;
}
