import { useTranslation } from 'react-i18next';
import type { ContractStatus } from '../../../../kernel/contracts/orders.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';

const TONES: Record<ContractStatus, Tone> = {
  draft: 'neutral',
  active: 'success',
  expired: 'warning',
  terminated: 'danger',
  renewed: 'accent',
};

/** Where a contract stands. */
export function ContractStatusBadge({ status }: { status: ContractStatus }) {
  const { t } = useTranslation();
  return <Badge tone={TONES[status]}>{t(`contractStatus.${status}`)}</Badge>;
}
