import { Params, query, queryOne } from '../../../db/query.ts';
import type { ActivityKind, Stage } from '../../../kernel/contracts/crm.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { WriteScope } from '../crm-scope.ts';
import { openStageSql } from '../stage-table.ts';

type StoryScope = Pick<WriteScope, 'em' | 'actor' | 'clock'>;

export interface StoryActivity {
  readonly id: string;
  readonly kind: ActivityKind;
  readonly subject: string;
  /** ISO text: when it happened, or is due while planned. */
  readonly at: string;
  readonly who: string | null;
  /** Of those done: how many in the last 30 days. */
  readonly lately: number;
}
export interface StoryDeal {
  readonly id: string;
  readonly name: string;
  readonly stage: Stage;
  readonly amount: number | null;
  readonly expected_close: string | null;
  readonly closed_on: string | null;
  readonly lost_reason: string | null;
  readonly deals: number;
  readonly total: number;
}
export interface StoryPaper {
  readonly id: string;
  readonly title: string;
  readonly day: string;
  readonly number: number;
}

/** The last thing done with the customer, as its timeline shows it to whoever may see the customer. */
export async function lastActivity(scope: StoryScope, customerId: string): Promise<StoryActivity | undefined> {
  return await queryOne<StoryActivity>(
    scope.em,
    `select a.id, a.kind, a.subject, iso(a.occurred_at) as at, u.name as who,
       (select count(*)::int from activity b where b.customer_id = $1 and b.status = 'done'
          and b.occurred_at > $2::timestamptz - interval '30 days' and b.occurred_at <= $2) as lately
     from activity a left join app_user u on u.id = a.owner_id
     where a.customer_id = $1 and a.status = 'done' and a.occurred_at <= $2 order by a.occurred_at desc, a.id desc limit 1`,
    [customerId, scope.clock.now()],
  );
}

/** What is planned next; what is overdue comes first. */
export async function nextPlan(scope: StoryScope, customerId: string): Promise<StoryActivity | undefined> {
  return await queryOne<StoryActivity>(
    scope.em,
    `select a.id, a.kind, a.subject, iso(a.due_at) as at, u.name as who, 0 as lately
     from activity a left join app_user u on u.id = a.owner_id
     where a.customer_id = $1 and a.status = 'planned' order by a.due_at, a.id limit 1`,
    [customerId],
  );
}

/** The largest open deals the actor may see, with the number and the sum of all of them. */
export async function openDeals(scope: StoryScope, customerId: string): Promise<StoryDeal[]> {
  return await deals(scope, customerId, openStageSql('o'), 'o.amount desc nulls last, o.id');
}

/** The deals that ended last. */
export async function endedDeals(scope: StoryScope, customerId: string): Promise<StoryDeal[]> {
  return await deals(scope, customerId, `not (${openStageSql('o')})`, 'o.closed_on desc nulls last, o.id');
}

async function deals(scope: StoryScope, customerId: string, which: string, order: string): Promise<StoryDeal[]> {
  const params = new Params();
  return await query<StoryDeal>(
    scope.em,
    `select o.id, o.name, o.stage, o.amount::float8 as amount, o.expected_close::text as expected_close,
       o.closed_on::text as closed_on, o.lost_reason, count(*) over ()::int as deals, coalesce(sum(o.amount) over (), 0)::float8 as total
     from opportunity o where o.customer_id = ${params.add(customerId)} and ${which} and ${visibleRows(scope.actor, 'o', params)}
     order by ${order} limit 2`,
    params.values,
  );
}

/** The order that came last, among those the actor may see. */
export async function lastOrder(scope: StoryScope, customerId: string): Promise<StoryPaper | undefined> {
  const params = new Params();
  return await queryOne<StoryPaper>(
    scope.em,
    `select s.id, s.name as title, s.ordered_on::text as day, s.amount::float8 as number from sales_order s
     where s.customer_id = ${params.add(customerId)} and s.status <> 'cancelled' and ${visibleRows(scope.actor, 's', params)}
     order by s.ordered_on desc, s.id desc limit 1`,
    params.values,
  );
}

/** The contract in force that ends last, among those the actor may see. */
export async function runningContract(scope: StoryScope, customerId: string): Promise<StoryPaper | undefined> {
  const params = new Params();
  return await queryOne<StoryPaper>(
    scope.em,
    `select k.id, k.name as title, k.ends_on::text as day, k.amount::float8 as number from contract k
     where k.customer_id = ${params.add(customerId)} and k.status = 'active' and k.ends_on is not null
       and ${visibleRows(scope.actor, 'k', params)} order by k.ends_on desc, k.id limit 1`,
    params.values,
  );
}

/** The gravest issue that is not solved, and how many there are. */
export async function openIssue(scope: StoryScope, customerId: string): Promise<StoryPaper | undefined> {
  return await queryOne<StoryPaper>(
    scope.em,
    `select i.id, i.title, i.due_on::text as day, count(*) over ()::int as number from delivery_issue i
     where i.customer_id = $1 and i.status in ('open', 'doing')
     order by array_position(array['critical', 'high', 'medium', 'low'], i.severity), i.due_on, i.id limit 1`,
    [customerId],
  );
}

/** Who decides at the customer: by the decision chain, or as marked on the contact. */
export async function decisionMaker(
  scope: StoryScope,
  customerId: string,
): Promise<{ readonly id: string; readonly name: string; readonly title: string | null } | undefined> {
  return await queryOne(
    scope.em,
    `select p.id, p.name, p.title from contact p
     left join decision_role d on d.contact_id = p.id and d.customer_id = $1
     where p.customer_id = $1 and (d.role = 'decision_maker' or p.decision_maker)
     order by (d.role = 'decision_maker') desc nulls last, p.created_at, p.id limit 1`,
    [customerId],
  );
}
