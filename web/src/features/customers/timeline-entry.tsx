import {
  BriefcaseBusiness,
  Building2,
  CalendarCheck,
  Circle,
  ContactRound,
  type LucideIcon,
  UserRoundSearch,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { TimelineEntryView } from '../../../../kernel/contracts/crm.ts';
import { TimeText } from '../records/time-text.tsx';

const ICONS: Readonly<Record<string, LucideIcon>> = {
  customer: Building2,
  contact: ContactRound,
  lead: UserRoundSearch,
  opportunity: BriefcaseBusiness,
  activity: CalendarCheck,
};

/** One thing that happened; what an agent did says so. */
export function TimelineEntry({ entry }: { entry: TimelineEntryView }) {
  const { t } = useTranslation();
  const Icon = ICONS[entry.kind.split('.')[0] ?? ''] ?? Circle;
  const who = [entry.actor_name, entry.agent === null ? null : t('record.byAgent', { agent: entry.agent })];
  return (
    <li className="relative pb-4">
      <span className="absolute top-0.5 -left-[31px] flex size-[22px] items-center justify-center rounded-full border border-line bg-surface">
        <Icon className="size-3 text-muted" aria-hidden />
      </span>
      <p>{entry.title}</p>
      {entry.body !== null && (
        <p className="mt-0.5 line-clamp-4 text-sm whitespace-pre-wrap text-muted">{entry.body}</p>
      )}
      <p className="mt-0.5 flex gap-2 text-xs text-faint">
        <TimeText at={entry.at} />
        <span>{who.filter((word) => word !== null).join(' · ')}</span>
      </p>
    </li>
  );
}
