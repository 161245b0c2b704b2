import { searchText } from '../../../kernel/search-text.ts';
import { addDays } from '../../../kernel/time-phrases/calendar.ts';
import { localDay } from '../../../kernel/time-phrases/local-day.ts';
import type { Course } from './deal-course.ts';
import type { CustomerRow, OpportunityRow, UserRow } from './demo-rows.ts';
import type { Era } from './era.ts';
import { DEAL_GOALS, LOST_REASONS } from './note-pieces/descriptions.ts';
import type { Product } from './products.ts';
import { STAGE_PROBABILITY } from './words.ts';

export interface DealFacts {
  readonly customer: CustomerRow;
  readonly product: Product;
  readonly seller: UserRow;
  readonly source: string;
  /** Days the sale was to take. */
  readonly cycle: number;
  readonly course: Course;
}

const DEAL_NAMES = ['项目', '采购', '项目', '升级', '一期', '扩容'] as const;

/** The row of a deal that went as its course says. */
export function dealRow(era: Era, facts: DealFacts): OpportunityRow {
  const { dice } = era;
  const { customer, product, seller, course } = facts;
  const opened = course.steps[0].at;
  const { stage, at } = course.steps.at(-1) ?? course.steps[0];
  const closedOn = stage === 'won' || stage === 'lost' ? localDay(at) : null;
  const name = `${customer.short_name}${product.nick}${dice.pick(DEAL_NAMES)}`;
  return {
    id: dice.id(opened),
    name,
    customer_id: customer.id,
    product_id: product.row.id,
    stage,
    probability: STAGE_PROBABILITY[stage],
    amount: amountOf(era, product, stage === 'prospecting'),
    opened_on: localDay(opened),
    expected_close: expectedClose(era, facts, localDay(opened), closedOn),
    closed_on: closedOn,
    source: facts.source,
    lost_reason: stage === 'lost' ? dice.weighted(LOST_REASONS, ([, weight]) => weight)[0] : null,
    description: dice.pick(DEAL_GOALS),
    owner_id: seller.id,
    team_id: seller.team_id,
    search_text: searchText(name),
    stage_changed_at: at,
    last_activity_at: null,
    created_at: opened,
    updated_at: at,
  };
}

/** Log-normal around what deals of the product cost, in whole hundreds; some deals have no figure at first. */
function amountOf({ dice }: Era, product: Product, early: boolean): number | null {
  if (early && dice.chance(0.12)) return null;
  const drawn = dice.logNormal(product.median, product.spread);
  const step = drawn > 200_000 ? 1000 : 100;
  return Math.max(3000, Math.round(drawn / step) * step);
}

/** Closed deals were expected about when they closed; deals gone quiet are mostly overdue, the others lie ahead. */
function expectedClose(
  { dice, time }: Era,
  { cycle, course }: DealFacts,
  openedOn: string,
  closedOn: string | null,
): string {
  const planned = addDays(openedOn, Math.round(cycle * dice.between(0.85, 1.25)));
  if (closedOn) {
    const meant = addDays(closedOn, dice.int(-12, 15));
    return meant < openedOn ? closedOn : meant;
  }
  if (course.quiet) {
    const overdue = addDays(time.today, -dice.int(2, 25));
    return planned < time.today || dice.chance(0.3) || overdue < openedOn ? planned : overdue;
  }
  return planned > time.today ? planned : addDays(time.today, dice.int(1, 20));
}
