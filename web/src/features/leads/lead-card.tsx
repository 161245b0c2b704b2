import type { LeadView } from '../../../../kernel/contracts/crm.ts';
import { GradeBadge } from '../records/grade-badge.tsx';
import { LeadStatusBadge } from '../records/lead-status-badge.tsx';
import { TimeText } from '../records/time-text.tsx';

/** A lead as one entry of the phone's list. */
export function LeadCard({ lead }: { lead: LeadView }) {
  const about = [lead.company, lead.source, lead.owner_name].filter((word) => word !== null);
  return (
    <>
      <span className="flex items-center gap-2">
        <span className="min-w-0 flex-1 truncate font-medium">{lead.name}</span>
        {lead.grade !== null && <GradeBadge grade={lead.grade} />}
        <LeadStatusBadge status={lead.status} />
      </span>
      <span className="flex items-center gap-2 text-sm text-muted">
        <span className="min-w-0 flex-1 truncate">{about.join(' · ')}</span>
        <TimeText at={lead.last_activity_at} className="shrink-0" />
      </span>
    </>
  );
}
