import type { CustomerView } from '../../../../kernel/contracts/crm.ts';
import { useFormat } from '../../format/use-format.ts';
import { Badge } from '../../ui/badge.tsx';
import { HealthBadge } from '../records/health-badge.tsx';
import { TimeText } from '../records/time-text.tsx';

/** A customer as one entry of the phone's list. */
export function CustomerCard({ customer }: { customer: CustomerView }) {
  const { shortMoney } = useFormat();
  const place = [customer.region, customer.sector, customer.owner_name].filter((word) => word !== null);
  return (
    <>
      <span className="flex items-baseline gap-2">
        <span className="min-w-0 flex-1 truncate font-medium">{customer.name}</span>
        {customer.health_level !== null && customer.health_level !== 'healthy' && (
          <HealthBadge level={customer.health_level} score={customer.health} />
        )}
        {customer.open_amount > 0 && <span className="num shrink-0">{shortMoney(customer.open_amount)}</span>}
      </span>
      <span className="flex items-center gap-2 text-sm text-muted">
        <span className="min-w-0 flex-1 truncate">{place.join(' · ')}</span>
        <TimeText at={customer.last_activity_at} className="shrink-0" />
      </span>
      {customer.tags.length > 0 && (
        <span className="flex flex-wrap gap-1">
          {customer.tags.slice(0, 4).map((tag) => (
            <Badge key={tag}>{tag}</Badge>
          ))}
        </span>
      )}
    </>
  );
}
