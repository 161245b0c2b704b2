import { seededRandom } from '../../../kernel/random.ts';
import { careActivities, dealActivities, leadActivities } from './activities.ts';
import { companyMaker } from './company-names.ts';
import { makeCustomers, type Customer } from './companies.ts';
import { makeContacts } from './contacts.ts';
import type { ActivityRow, ContactRow, DemoData } from './demo-rows.ts';
import { makeDeliveries } from './deliveries.ts';
import { Dice } from './dice.ts';
import type { Era } from './era.ts';
import { makeFollowUps } from './follow-ups.ts';
import { setLastActivity } from './last-activity.ts';
import { makeLeads, type Lead } from './leads.ts';
import { makeDeals, makeStageChanges, type Deal } from './opportunities.ts';
import { makeSales } from './orders.ts';
import { DEMO_SALESPERSON, makePeople, type Crew } from './people.ts';
import { makePools } from './pools.ts';
import { makeProducts } from './products.ts';
import { makeDecisionRoles, makeRelations } from './relations.ts';
import { makeTags, tagCustomers } from './tags.ts';
import { makeTimeline } from './timeline.ts';
import { makeTwins } from './twins.ts';
import { WorkingTime } from './working-time.ts';

/** The company everybody sees who starts the service without saying otherwise. */
export const DEMO_SEED = 20_261_121;

/**
 * Makes up a company that sells software and devices to factories, shops and offices, with the year that ends at `now`
 * and the plans of the two weeks after it. The same seed and moment give the same rows, ids included. Nothing that was
 * done lies after `now`.
 */
export function generateDemo(seed: number, now: Date): DemoData {
  const dice = new Dice(seededRandom(seed));
  const era: Era = { dice, time: new WorkingTime(now, dice) };
  const crew = makePeople(era);
  const products = makeProducts(era);
  const companyOf = companyMaker(dice);
  const leads = makeLeads(era, crew, products, companyOf);
  const customers = makeCustomers(era, crew, leads, companyOf);
  const contacts = makeContacts(era, customers);
  const deals = makeDeals(era, crew, customers, products);
  const activities = makeActivities(era, crew, { leads, customers, contacts, deals });
  const tags = makeTags(era);
  const customerRows = customers.map(({ row }) => row);
  const customerTags = tagCustomers(era, tags, customerRows, deals);
  const dealRows = deals.map(({ row }) => row);
  const leadRows = leads.map(({ row }) => row);
  setLastActivity({ customers: customerRows, leads: leadRows, deals: dealRows }, activities);
  const timeline = makeTimeline(era, {
    customers: customerRows,
    contacts,
    leads,
    deals,
    activities,
    tags,
    customerTags,
  });
  // What came later is drawn later, so that the rows before stay what they were.
  const sales = makeSales(era, deals);
  const shown = crew.users.find(({ username }) => username === DEMO_SALESPERSON)?.id;
  const deliveries = makeDeliveries(era, sales.orders, { shown, success: crew.customerSuccess });
  const pools = makePools(era, { customers: customerRows, deals, activities, users: crew.users });
  const twins = makeTwins(era, customers, crew.sellers);
  return {
    team: crew.teams,
    app_user: crew.users,
    product: products.map(({ row }) => row),
    tag: tags,
    customer: [...customerRows, ...twins.rows],
    customer_tag: customerTags,
    contact: contacts,
    lead: leadRows,
    opportunity: dealRows,
    stage_change: makeStageChanges(era, deals),
    activity: activities,
    timeline_entry: [...timeline, ...pools.timeline, ...twins.timeline],
    sales_order: sales.orders,
    contract: sales.contracts,
    contract_milestone: sales.milestones,
    delivery_plan: deliveries.plans,
    delivery_task: deliveries.tasks,
    delivery_issue: deliveries.issues,
    customer_relation: makeRelations(era, customerRows),
    decision_role: makeDecisionRoles(era, deals, contacts),
    pool: pools.pools,
    pool_entry: pools.entries,
    pool_event: pools.events,
  };
}

interface Records {
  readonly leads: readonly Lead[];
  readonly customers: readonly Customer[];
  readonly contacts: readonly ContactRow[];
  readonly deals: readonly Deal[];
}

/** What was done and what is planned, in the order it was written down. */
function makeActivities(era: Era, crew: Crew, { leads, customers, contacts, deals }: Records): ActivityRow[] {
  const users = new Map(crew.users.map((user) => [user.id, user]));
  const contactsOf = Map.groupBy(contacts, (contact) => contact.customer_id);
  const owner = (id: string | null) => (id ? users.get(id) : undefined);
  const done = [
    ...deals.flatMap((deal) => dealActivities(era, deal, contactsOf.get(deal.row.customer_id) ?? [])),
    ...leads.flatMap((lead) => leadActivities(era, lead, owner(lead.row.owner_id))),
    ...customers.flatMap((customer) =>
      careActivities(
        era,
        customer,
        contactsOf.get(customer.row.id) ?? [],
        owner(customer.row.owner_id),
        crew.customerSuccess,
        '设备',
      ),
    ),
  ];
  const sellers = crew.sellers.map(({ row }) => row);
  const planned = makeFollowUps(era, sellers, { deals, leads, customers, done });
  return [...done, ...planned].sort((left, right) => left.created_at.getTime() - right.created_at.getTime());
}
