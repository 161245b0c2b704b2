import { CircleDot, Mail, MapPin, MessageCircle, MonitorPlay, NotebookPen, Phone, UsersRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ActivityKind } from '../../../../kernel/contracts/crm.ts';

const ICONS = {
  call: Phone,
  visit: MapPin,
  meeting: UsersRound,
  wechat: MessageCircle,
  email: Mail,
  demo: MonitorPlay,
  note: NotebookPen,
  other: CircleDot,
} as const;

/** What kind of follow-up it is. */
export function ActivityKindIcon({ kind }: { kind: ActivityKind }) {
  const { t } = useTranslation();
  const Icon = ICONS[kind];
  return (
    <span title={t(`activityKind.${kind}`)} className="flex size-6 shrink-0 items-center justify-center text-muted">
      <Icon className="size-4" aria-hidden />
      <span className="sr-only">{t(`activityKind.${kind}`)}</span>
    </span>
  );
}
