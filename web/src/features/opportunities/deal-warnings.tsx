import { TriangleAlert } from 'lucide-react';
import type { DealWarningView } from '../../../../kernel/contracts/deals.ts';
import { usePage } from '../lists/use-page.ts';

/** Why the deal needs attention, a sentence each. Nothing when it needs none. */
export function DealWarnings({ dealId }: { dealId: string }) {
  const { data } = usePage<DealWarningView>('crm/deal-warnings', { opportunity_id: dealId, page_size: 10 });
  if (data === undefined || data.items.length === 0) return null;
  return (
    <ul className="mb-3 rounded-md bg-warning-soft px-3 py-2 text-warning">
      {data.items.map((warning) => (
        <li key={warning.id} className="flex items-start gap-2">
          <TriangleAlert className="mt-1 size-4 shrink-0" aria-hidden />
          {warning.message}
        </li>
      ))}
    </ul>
  );
}
