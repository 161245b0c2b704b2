import type { ActivityRow } from './demo-rows.ts';

interface Touched {
  readonly id: string;
  last_activity_at: Date | null;
}

/** Sets when something was last done with each customer, lead and deal, by the rule the CRM follows. */
export function setLastActivity(
  rows: {
    readonly customers: readonly Touched[];
    readonly leads: readonly Touched[];
    readonly deals: readonly Touched[];
  },
  activities: readonly ActivityRow[],
): void {
  const last = new Map<string, Date>();
  for (const row of activities) {
    const at = row.status === 'done' ? row.occurred_at : null;
    if (!at) continue;
    for (const id of [row.customer_id, row.lead_id, row.opportunity_id]) {
      const known = id ? last.get(id) : undefined;
      if (id && (!known || known < at)) last.set(id, at);
    }
  }
  for (const row of [...rows.customers, ...rows.leads, ...rows.deals]) row.last_activity_at = last.get(row.id) ?? null;
}
