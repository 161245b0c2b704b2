import { searchText } from '../../../kernel/search-text.ts';
import { addDays } from '../../../kernel/time-phrases/calendar.ts';
import { minuteToInstant } from '../../../kernel/time-phrases/local-day.ts';
import type { ContractRow, MilestoneRow, OrderRow } from './delivery-rows.ts';
import type { Era } from './era.ts';
import type { Deal } from './opportunities.ts';

/** The deals that were won last wait for somebody to make their order. */
const WITHOUT_ORDER = 3;
/** Days from the order until delivery begins, and until it is over. */
const BEGINS = 4;
const OVER = 45;
const YEAR = 365;
/** Days before its end on which one talks about going on. */
const RENEWAL = 30;

/** What was ordered, with the contract over a year and its two payments. */
export interface Sales {
  readonly orders: readonly OrderRow[];
  readonly contracts: readonly ContractRow[];
  readonly milestones: readonly MilestoneRow[];
}

/** An order for each won deal but the latest, and a contract for most of them. */
export function makeSales(era: Era, deals: readonly Deal[]): Sales {
  const { dice, time } = era;
  const won = deals
    .map(({ row }) => row)
    .filter((row) => row.stage === 'won' && row.closed_on !== null && row.amount !== null)
    .sort((left, right) => (left.closed_on ?? '').localeCompare(right.closed_on ?? ''));
  const orders = won.slice(0, -WITHOUT_ORDER).map((deal): OrderRow => {
    const orderedOn = deal.closed_on ?? time.today;
    const at = deal.stage_changed_at;
    return {
      id: dice.id(at),
      name: deal.name,
      customer_id: deal.customer_id,
      opportunity_id: deal.id,
      amount: deal.amount ?? 0,
      ordered_on: orderedOn,
      status: statusOf(orderedOn, time.today),
      search_text: searchText(deal.name),
      owner_id: deal.owner_id,
      team_id: deal.team_id,
      created_at: at,
      updated_at: at,
    };
  });
  const contracts = orders.filter(() => dice.chance(0.7)).map((order) => contractOf(era, order));
  return { orders, contracts, milestones: contracts.flatMap((contract) => paymentsOf(era, contract)) };
}

function statusOf(orderedOn: string, today: string): OrderRow['status'] {
  if (addDays(orderedOn, OVER) <= today) return 'completed';
  return addDays(orderedOn, BEGINS) <= today ? 'delivering' : 'confirmed';
}

function contractOf({ dice, time }: Era, order: OrderRow): ContractRow {
  const endsOn = addDays(order.ordered_on, YEAR - 1);
  return {
    id: dice.id(order.created_at),
    name: `${order.name}服务合同`,
    customer_id: order.customer_id,
    order_id: order.id,
    opportunity_id: order.opportunity_id,
    amount: order.amount,
    signed_on: order.ordered_on,
    starts_on: order.ordered_on,
    ends_on: endsOn,
    renewal_on: addDays(endsOn, -RENEWAL),
    auto_renew: dice.chance(0.15),
    status: endsOn < time.today ? 'expired' : 'active',
    search_text: searchText(`${order.name}服务合同`),
    owner_id: order.owner_id,
    team_id: order.team_id,
    created_at: order.created_at,
    updated_at: order.updated_at,
  };
}

/** Half at the start, half after acceptance; now and then the second half is late. */
function paymentsOf({ dice, time }: Era, contract: ContractRow): MilestoneRow[] {
  const first = Math.round(contract.amount / 2);
  return [
    { name: '首款', due: addDays(contract.starts_on, 7), amount: first, faithful: 1 },
    { name: '尾款', due: addDays(contract.starts_on, 60), amount: contract.amount - first, faithful: 0.9 },
  ].map(({ name, due, amount, faithful }): MilestoneRow => {
    const paidOn = addDays(due, dice.int(-3, 6));
    const paid = dice.chance(faithful) && paidOn < time.today && paidOn >= contract.starts_on;
    const at = paid ? minuteToInstant(`${paidOn}T15:00`) : contract.created_at;
    return {
      id: dice.id(contract.created_at),
      contract_id: contract.id,
      kind: 'payment',
      name,
      due_on: due,
      amount,
      paid_amount: paid ? amount : 0,
      done_on: paid ? paidOn : null,
      created_at: contract.created_at,
      updated_at: at < contract.created_at ? contract.created_at : at,
    };
  });
}
