import type { Customer } from './companies.ts';
import { drawCourse, type Course, type CourseInput } from './deal-course.ts';
import { dealRow } from './deal-row.ts';
import type { OpportunityRow, StageChangeRow } from './demo-rows.ts';
import type { Dice } from './dice.ts';
import type { Era } from './era.ts';
import type { Crew, Salesperson } from './people.ts';
import { productFor, type Product } from './products.ts';
import { REPEAT_SOURCE, sourceStrength } from './sources.ts';

/** A deal with what the generator knows beside its row. */
export interface Deal {
  readonly row: OpportunityRow;
  readonly customer: Customer;
  readonly product: Product;
  readonly seller: Salesperson;
  readonly course: Course;
}

const DEALS = 400;

/** Ends that fall into the last six days at any date, so that «最近7天» has an answer. */
const RECENT_ENDS = ['won', 'won', 'won', 'won', 'lost', 'lost'] as const;

/** The deals of the past year and a little before, oldest first. */
export function makeDeals(era: Era, crew: Crew, customers: readonly Customer[], products: readonly Product[]): Deal[] {
  const { dice, time } = era;
  const sellers = new Map(crew.sellers.map((seller) => [seller.row.id, seller]));
  const wins = winLedger(dice);
  const sellerOf = (customer: Customer): Salesperson => {
    const seller = sellers.get(customer.row.owner_id ?? '');
    if (!seller) throw new RangeError(`customer ${customer.row.name} has no salesperson`);
    return seller;
  };
  const make = (customer: Customer, input: DealInput) =>
    makeDeal(era, products, customer, sellerOf(customer), input, wins);
  const first = customers.flatMap((customer) => {
    const product = dice.chance(0.78) ? customer.lead?.product : undefined;
    return product ? [make(customer, { opened: customer.row.created_at, product })] : [];
  });
  const earlier = customers.filter((customer) => !customer.lead);
  const recent = RECENT_ENDS.map((end) => {
    const opened = time.moment(time.ago(90), time.ago(40));
    return make(dice.pick(earlier), { opened, forced: { at: time.moment(time.ago(5.5), time.ago(0.1)), end } });
  });
  const others = Array.from({ length: DEALS - first.length - recent.length }, () => {
    const customer = dice.weighted(customers, (one) => sellerOf(one).pace * (one.lead ? 0.4 : 1));
    const drawn = time.seasonal(400, 2);
    const { created_at } = customer.row;
    return make(customer, { opened: drawn < created_at ? time.moment(created_at, time.latest) : drawn });
  });
  return [...first, ...recent, ...others].sort(
    (left, right) => left.row.created_at.getTime() - right.row.created_at.getTime(),
  );
}

type WinLedger = (seller: Salesperson, chance: number) => boolean;

/**
 * Decides wins so that each seller's rate stays near their chances: what one deal's chance left over counts for the
 * next. Twenty deals of plain luck would hide who sells well.
 */
function winLedger(dice: Dice): WinLedger {
  const carried = new Map<Salesperson, number>();
  return (seller, chance) => {
    const sum = (carried.get(seller) ?? dice.between(-0.3, 0.3)) + chance;
    const wins = sum > dice.between(0.2, 0.8);
    carried.set(seller, sum - (wins ? 1 : 0));
    return wins;
  };
}

interface DealInput extends Pick<CourseInput, 'opened' | 'forced'> {
  /** What the lead had asked for. */
  readonly product?: Product;
}

const BASE_WIN_CHANCE = 0.4;

function makeDeal(
  era: Era,
  products: readonly Product[],
  customer: Customer,
  seller: Salesperson,
  input: DealInput,
  ledger: WinLedger,
): Deal {
  const { dice } = era;
  const product = input.product ?? productFor(era, products, customer.company.sector.kind);
  const source = !input.product && dice.chance(0.55) ? REPEAT_SOURCE : customer.row.source;
  const chance = Math.min(0.82, Math.max(0.1, BASE_WIN_CHANCE * seller.strength * sourceStrength(source)));
  const cycle = Math.min(220, Math.max(9, dice.logNormal(product.cycle, 0.4)));
  const forced = input.forced ? { forced: input.forced } : {};
  const course = drawCourse(era, { opened: input.opened, cycle, wins: ledger(seller, chance), ...forced });
  const row = dealRow(era, { customer: customer.row, product, seller: seller.row, source, cycle, course });
  return { row, customer, product, seller, course };
}

/** The moves of the deals through the funnel, as their owners made them. */
export function makeStageChanges({ dice }: Era, deals: readonly Deal[]): StageChangeRow[] {
  return deals.flatMap(({ row, course }) =>
    course.steps.map(({ stage, at }, place) => ({
      id: dice.id(at),
      opportunity_id: row.id,
      from_stage: course.steps[place - 1]?.stage ?? null,
      to_stage: stage,
      changed_at: at,
      actor_id: row.owner_id,
    })),
  );
}
