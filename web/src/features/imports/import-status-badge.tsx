import { useTranslation } from 'react-i18next';
import type { ImportStatus } from '../../../../kernel/contracts/imports.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';

const TONES: Record<ImportStatus, Tone> = {
  ready: 'warning',
  running: 'accent',
  done: 'success',
  failed: 'danger',
  cancelled: 'neutral',
};

/** Where an import stands. */
export function ImportStatusBadge({ status }: { status: ImportStatus }) {
  const { t } = useTranslation();
  return <Badge tone={TONES[status]}>{t(`importStatus.${status}`)}</Badge>;
}
