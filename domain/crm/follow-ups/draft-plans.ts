import { query } from '../../../db/query.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { ActivityKind } from '../../../kernel/contracts/crm.ts';
import { minuteToInstant } from '../../../kernel/time-phrases/local-day.ts';
import { isWorkday, moveWorkdays } from '../../../kernel/time-phrases/workdays.ts';
import type { ReadScope } from '../crm-scope.ts';
import { checkUpDeal } from '../deal-checks/check-up-deal.ts';
import { listStaleOpportunities } from '../opportunities/list-stale-opportunities.ts';
import { listAtRisk } from '../profiles/list-at-risk.ts';
import { listUnplanned } from './list-unplanned.ts';

/** Which records get a follow-up: none of them has one planned. */
export const PLAN_TARGETS = ['customers', 'deals', 'at_risk', 'stalled'] as const;
export type PlanTarget = (typeof PLAN_TARGETS)[number];

export interface DraftPlans {
  readonly target: PlanTarget;
  readonly owner_id?: string;
  readonly team_id?: string;
  /** How many records at most. */
  readonly count: number;
  /** The first day; a day of rest becomes the working day after it. */
  readonly start: string;
  /** Working days over which each person's follow-ups are spread. */
  readonly days: number;
}

/** One follow-up to be made, for the record's owner. */
export interface PlanDraft {
  readonly kind: 'customer' | 'opportunity';
  readonly id: string;
  readonly name: string;
  readonly owner_id: string;
  readonly owner_name: string;
  readonly activity: ActivityKind;
  readonly subject: string;
  readonly due_at: Date;
}

type Found = Omit<PlanDraft, 'due_at' | 'activity' | 'subject'> & { readonly todo: string | null };

/** The most urgent ones are looked for among so many. */
const MOST_READ = 300;
/** Days without movement that make a deal a stalled one, as in the list of stale deals. */
const STALE_DAYS = 30;
const LONGEST_SUBJECT = 200;
/** The hours of a day follow-ups are put at, in this order. */
const HOURS = ['09:30', '10:30', '14:00', '15:00', '16:00', '11:00', '14:30', '15:30', '16:30', '17:00'] as const;

/**
 * Follow-ups for records that have none planned, the most urgent first, each with what to do, spread evenly over working
 * days. Writes nothing. Without the right to assign only one's own records are planned for.
 *
 * @returns the drafts, and how many records of the kind have no follow-up at all
 */
export async function draftPlans(
  scope: ReadScope & { readonly clock: Clock },
  input: DraftPlans,
): Promise<{ readonly items: PlanDraft[]; readonly total: number }> {
  const mine = scope.actor.permissions.has('crm.assign') ? {} : { owner_id: scope.actor.userId };
  const found = (await FINDERS[input.target](scope, { ...input, ...mine })).filter(({ owner_id: id }) => id !== '');
  const chosen = found.slice(0, input.count);
  const first = isWorkday(input.start) ? input.start : moveWorkdays(input.start, 1);
  const items: PlanDraft[] = [];
  for (const rows of Map.groupBy(chosen, ({ owner_id: id }) => id).values()) {
    for (const [index, { todo, ...row }] of rows.entries()) {
      const slot = Math.floor((index * input.days) / rows.length);
      const before = rows.findIndex((_row, at) => Math.floor((at * input.days) / rows.length) === slot);
      const hour = HOURS[(index - before) % HOURS.length] ?? HOURS[0];
      items.push({
        ...row,
        activity: 'call',
        subject: (todo ?? '电话回访，了解近况和下一步打算').slice(0, LONGEST_SUBJECT),
        due_at: minuteToInstant(`${slot === 0 ? first : moveWorkdays(first, slot)}T${hour}`),
      });
    }
  }
  return { items: items.toSorted((a, b) => a.due_at.getTime() - b.due_at.getTime()), total: found.length };
}

type Finder = (scope: ReadScope & { readonly clock: Clock }, input: DraftPlans) => Promise<Found[]>;

const FINDERS: Readonly<Record<PlanTarget, Finder>> = {
  customers: async (scope, input) => {
    const { items } = await listUnplanned(scope, { ...listOf(input), kind: 'customer', with_deals: false });
    return items.map((row) => ({ ...ownedBy(row), kind: 'customer', id: row.id, name: row.name, todo: null }));
  },
  deals: async (scope, input) => {
    const { items } = await listUnplanned(scope, { ...listOf(input), kind: 'opportunity', with_deals: false });
    return await withNextSteps(scope, input, items);
  },
  at_risk: async (scope, input) => {
    const { items } = await listAtRisk(scope, { ...listOf(input), level: 'at_risk' });
    return items
      .filter((row) => row.next_follow_up_at === null)
      .map((row) => ({
        ...ownedBy(row),
        kind: 'customer',
        id: row.customer_id,
        name: row.name,
        todo: row.causes[0] ? `挽回客户：${row.causes.map(({ words }) => words).join('；')}` : null,
      }));
  },
  stalled: async (scope, input) => {
    const { items } = await listStaleOpportunities(scope, { ...listOf(input), days: STALE_DAYS });
    const planned = await query<{ id: string }>(
      scope.em,
      "select distinct opportunity_id as id from activity where status = 'planned' and opportunity_id = any($1::uuid[])",
      [items.map(({ id }) => id)],
    );
    const known = new Set(planned.map(({ id }) => id));
    return await withNextSteps(
      scope,
      input,
      items.filter(({ id }) => !known.has(id)),
    );
  },
};

function listOf({ owner_id, team_id }: DraftPlans) {
  return {
    page: 1,
    page_size: MOST_READ,
    ...(owner_id ? { owner_id } : {}),
    ...(team_id ? { team_id } : {}),
  };
}

function ownedBy(row: { readonly owner_id: string | null; readonly owner_name: string | null }) {
  return { owner_id: row.owner_id ?? '', owner_name: row.owner_name ?? '' };
}

/** Of the deals that are planned for, the check-up says what to do. */
async function withNextSteps(
  scope: ReadScope & { readonly clock: Clock },
  { count }: DraftPlans,
  rows: readonly { readonly id: string; readonly name: string; owner_id: string | null; owner_name: string | null }[],
): Promise<Found[]> {
  const found: Found[] = [];
  for (const [index, row] of rows.entries()) {
    const todo = index < count ? await mostUrgent(scope, row.id) : null;
    found.push({ ...ownedBy(row), kind: 'opportunity', id: row.id, name: row.name, todo });
  }
  return found;
}

/** The next step of the worst finding. That somebody should get in touch at all is what the plan is for. */
async function mostUrgent(scope: ReadScope & { readonly clock: Clock }, id: string): Promise<string | null> {
  const { items } = await checkUpDeal(scope, { id });
  const telling = items.filter(({ key, next_step: step }) => step !== null && key !== 'rhythm' && key !== 'next_step');
  return (telling.find(({ result }) => result === 'bad') ?? telling[0])?.next_step ?? null;
}
