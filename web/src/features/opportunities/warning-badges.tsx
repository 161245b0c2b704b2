import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { WarningKind } from '../../../../kernel/contracts/crm.ts';
import { Badge } from '../../ui/badge.tsx';

/** The open warnings of a deal, a word each. Nothing when there are none. */
export function WarningBadges({ warnings }: { warnings: readonly WarningKind[] }) {
  const { t } = useTranslation();
  return warnings.map((kind) => (
    <Badge key={kind} tone={kind === 'close_overdue' ? 'danger' : 'warning'}>
      <TriangleAlert className="size-3" aria-hidden />
      {t(`dealWarning.${kind}`)}
    </Badge>
  ));
}
