import { localDay } from '../../../kernel/time-phrases/local-day.ts';
import type { LocalDay } from '../../../kernel/time-phrases/time-value.ts';
import type { ActivityKind } from '../../../kernel/contracts/crm.ts';
import type { Customer } from './companies.ts';
import type { ActivityRow, UserRow } from './demo-rows.ts';
import type { Era } from './era.ts';
import type { Lead } from './leads.ts';
import { CARE_STEPS, DEAL_STEPS, LEAD_STEPS } from './note-pieces/next-steps.ts';
import type { Deal } from './opportunities.ts';
import { DAY_MS } from './working-time.ts';

/** What a follow-up can be about. */
interface Parent {
  readonly since: Date;
  readonly step: readonly [kind: ActivityKind, subject: string];
  readonly customer_id: string | null;
  readonly lead_id: string | null;
  readonly opportunity_id: string | null;
  /** The last thing done about it; what is planned next is written there too. */
  readonly last: ActivityRow | undefined;
}

export interface FollowUpSources {
  readonly deals: readonly Deal[];
  readonly leads: readonly Lead[];
  readonly customers: readonly Customer[];
  readonly done: readonly ActivityRow[];
}

/**
 * The open plans of each salesperson: some overdue, some for today, the rest over the next two weeks; and a few that
 * were called off. A note written last before a plan ends with it.
 */
export function makeFollowUps(era: Era, owners: readonly UserRow[], sources: FollowUpSources): ActivityRow[] {
  const last = lastDone(sources.done);
  return owners.flatMap((owner) => {
    const parents = parentsOf(era, owner, sources, last);
    const dues = dueDays(era);
    const busy = era.dice.shuffle(parents.slice(0, dues.length));
    const planned = dues.flatMap((day, place) => {
      const parent = busy[place];
      return parent ? [plan(era, owner, parent, day)] : [];
    });
    const spare = parents.slice(dues.length, dues.length + 3);
    return [...planned, ...spare.map((parent) => callOff(era, owner, parent))];
  });
}

/** Days on which something is due: two or three today, two to five overdue, more to come. Who has little to do has the first of them. */
function dueDays({ dice, time }: Era): LocalDay[] {
  const draw = (count: number, from: number, to: number) => Array.from({ length: count }, () => time.workday(from, to));
  const overdue = draw(dice.int(2, 5), -16, -1);
  const today = draw(dice.int(2, 3), 0, 0);
  const ahead = dice.shuffle([...draw(dice.int(6, 9), 1, 6), ...draw(dice.int(7, 10), 7, 14)]);
  return [...today, ...overdue.slice(0, 1), ...ahead.slice(0, 4), ...overdue.slice(1), ...ahead.slice(4)];
}

function parentsOf(
  { dice }: Era,
  owner: UserRow,
  sources: FollowUpSources,
  last: ReadonlyMap<string, ActivityRow>,
): Parent[] {
  const deals = sources.deals.flatMap(({ row, course }): Parent[] => {
    const { stage } = row;
    if (row.owner_id !== owner.id || stage === 'won' || stage === 'lost' || course.quiet) return [];
    const parents = { customer_id: row.customer_id, lead_id: null, opportunity_id: row.id, last: last.get(row.id) };
    return [{ ...parents, since: row.created_at, step: dice.pick(DEAL_STEPS[stage]) }];
  });
  const leads = sources.leads.flatMap(({ row }): Parent[] => {
    if (row.owner_id !== owner.id || !['new', 'contacted', 'qualified'].includes(row.status)) return [];
    const parents = { customer_id: null, lead_id: row.id, opportunity_id: null, last: last.get(row.id) };
    return [{ ...parents, since: row.created_at, step: dice.pick(LEAD_STEPS) }];
  });
  const customers = sources.customers.flatMap(({ row }): Parent[] => {
    if (row.owner_id !== owner.id) return [];
    return [
      {
        since: row.created_at,
        step: dice.pick(CARE_STEPS),
        customer_id: row.id,
        lead_id: null,
        opportunity_id: null,
        last: undefined,
      },
    ];
  });
  return [...dice.shuffle(deals), ...dice.shuffle(leads).slice(0, 8), ...dice.shuffle(customers)];
}

function plan(era: Era, owner: UserRow, parent: Parent, day: LocalDay): ActivityRow {
  const { dice, time } = era;
  const noted = parent.last?.occurred_at ?? time.moment(parent.since, time.latest);
  // A plan older than its subject cannot be: then it is for today.
  const tooYoung = day <= localDay(parent.since);
  const due = time.hourOn(tooYoung ? time.today : day);
  const at = new Date(
    Math.max(
      parent.since.getTime(),
      Math.min(noted.getTime() + 5 * 60_000, due.getTime() - dice.int(1, 5) * DAY_MS, time.now.getTime()),
    ),
  );
  if (parent.last && !parent.last.content?.includes('下一步')) parent.last.content += `下一步：${parent.step[1]}。`;
  return { ...follow(era, owner, parent, at), status: 'planned', due_at: due };
}

function callOff(era: Era, owner: UserRow, parent: Parent): ActivityRow {
  const due = era.time.moment(new Date(Math.max(parent.since.getTime(), era.time.ago(60).getTime())), era.time.latest);
  const at = new Date(Math.max(parent.since.getTime(), due.getTime() - 3 * DAY_MS));
  return {
    ...follow(era, owner, parent, at),
    status: 'cancelled',
    due_at: due,
    updated_at: due,
    content: '客户临时有事，改期再约。',
  };
}

function follow({ dice }: Era, owner: UserRow, parent: Parent, at: Date): ActivityRow {
  const { step, customer_id, lead_id, opportunity_id } = parent;
  return {
    id: dice.id(at),
    kind: step[0],
    status: 'planned',
    subject: step[1],
    content: null,
    customer_id,
    contact_id: null,
    lead_id,
    opportunity_id,
    owner_id: owner.id,
    team_id: owner.team_id,
    due_at: null,
    occurred_at: null,
    created_at: at,
    updated_at: at,
  };
}

/** The latest thing done, by deal and by lead. */
function lastDone(done: readonly ActivityRow[]): Map<string, ActivityRow> {
  const last = new Map<string, ActivityRow>();
  for (const row of done) {
    const key = row.opportunity_id ?? row.lead_id;
    const known = key ? last.get(key) : undefined;
    if (key && (!known?.occurred_at || (row.occurred_at && row.occurred_at > known.occurred_at))) last.set(key, row);
  }
  return last;
}
