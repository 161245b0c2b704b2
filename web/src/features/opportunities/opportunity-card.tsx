import type { OpportunityView } from '../../../../kernel/contracts/crm.ts';
import { useFormat } from '../../format/use-format.ts';
import { StageBadge } from '../records/stage-badge.tsx';
import { TimeText } from '../records/time-text.tsx';
import { WarningBadges } from './warning-badges.tsx';

/** An opportunity as one entry of the phone's list. */
export function OpportunityCard({ opportunity }: { opportunity: OpportunityView }) {
  const { shortMoney } = useFormat();
  const about = [opportunity.customer_name, opportunity.owner_name].filter((word) => word !== null);
  return (
    <>
      <span className="flex items-center gap-2">
        <span className="min-w-0 flex-1 truncate font-medium">{opportunity.name}</span>
        <span className="num shrink-0">{shortMoney(opportunity.amount)}</span>
      </span>
      <span className="flex items-center gap-2 text-sm text-muted">
        <span className="min-w-0 flex-1 truncate">{about.join(' · ')}</span>
        <TimeText at={opportunity.closed_on ?? opportunity.expected_close} className="shrink-0" />
        <StageBadge stage={opportunity.stage} />
      </span>
      {opportunity.warnings.length > 0 && (
        <span className="flex flex-wrap gap-1">
          <WarningBadges warnings={opportunity.warnings} />
        </span>
      )}
    </>
  );
}
