import type { CustomerRow, CustomerTagRow, TagRow } from './demo-rows.ts';
import type { Deal } from './opportunities.ts';
import type { Era } from './era.ts';

const TAGS = [
  'A类客户',
  'B类客户',
  '重点客户',
  '老客户',
  '价格敏感',
  '决策链长',
  '标杆意向',
  '付款较慢',
  '可复购',
  '需经理陪访',
] as const;
type TagName = (typeof TAGS)[number];

export function makeTags({ dice, time }: Era): TagRow[] {
  const at = time.ago(1500);
  return TAGS.map((name) => ({ id: dice.id(at), name, created_at: at }));
}

/** Tags that fit what the customer is and has bought. */
export function tagCustomers(
  { dice, time }: Era,
  tags: readonly TagRow[],
  customers: readonly CustomerRow[],
  deals: readonly Deal[],
): CustomerTagRow[] {
  const idOf = new Map(tags.map((tag) => [tag.name, tag.id]));
  const won = new Map<string, number>();
  const dear = new Set<string>();
  for (const { row } of deals) {
    if (row.stage === 'won') won.set(row.customer_id, (won.get(row.customer_id) ?? 0) + (row.amount ?? 0));
    if (row.lost_reason === '价格高于竞品') dear.add(row.customer_id);
  }
  const recently = time.ago(200);
  return customers.flatMap((customer) => {
    const sold = won.get(customer.id) ?? 0;
    const shares: Record<TagName, number> = {
      A类客户: sold > 300_000 ? 0.85 : customer.employees > 800 ? 0.4 : 0.02,
      B类客户: sold > 60_000 && sold <= 300_000 ? 0.6 : 0.08,
      重点客户: customer.annual_revenue > 3e8 ? 0.5 : 0.07,
      老客户: customer.created_at < time.ago(365) ? 0.75 : 0,
      价格敏感: dear.has(customer.id) ? 0.7 : 0.08,
      决策链长: customer.employees > 500 ? 0.3 : 0.03,
      标杆意向: sold > 200_000 ? 0.35 : 0.01,
      付款较慢: 0.06,
      可复购: sold > 0 ? 0.25 : 0.02,
      需经理陪访: customer.employees > 1000 ? 0.3 : 0.03,
    };
    const at = time.moment(customer.created_at > recently ? customer.created_at : recently, time.latest);
    return TAGS.filter((name) => dice.chance(shares[name])).map((name) => ({
      customer_id: customer.id,
      tag_id: idOf.get(name) ?? '',
      created_at: at,
    }));
  });
}
