import type { FieldValues } from '../../../kernel/conditions/holds.ts';
import type { ActivityKind } from '../../../kernel/contracts/crm.ts';
import type { ActivityFact, LeadFacts } from './lead-facts.ts';
import type { ScoreField } from './score-fields.ts';
import { titleLevel } from './title-level.ts';

const DAY_MS = 86_400_000;

/** Which kinds count as what; a note is no contact. */
const COUNTED: Readonly<Record<ActivityKind, 'calls' | 'visits' | 'chats' | 'others' | null>> = {
  call: 'calls',
  visit: 'visits',
  meeting: 'visits',
  demo: 'visits',
  wechat: 'chats',
  email: 'chats',
  other: 'others',
  note: null,
};

/**
 * What is known of a lead at a moment: only what had happened by then counts. The same function serves the score of now
 * and, with the facts as they were, the rows a model is fitted from.
 *
 * @param halfLife days after which a contact warms half as much
 */
export function takeSnapshot(lead: LeadFacts, at: Date, halfLife: number): FieldValues & Record<ScoreField, unknown> {
  const now = at.getTime();
  const counts = { calls: 0, visits: 0, chats: 0, others: 0 };
  let [heat, last] = [0, lead.created];
  for (const { kind, status, occurred } of lead.activities) {
    const group = COUNTED[kind];
    if (!group || status !== 'done' || occurred === null || occurred > now) continue;
    counts[group] += 1;
    heat += 0.5 ** ((now - occurred) / DAY_MS / halfLife);
    last = Math.max(last, occurred);
  }
  const plans = lead.activities.filter((activity) => isPlanned(activity, now));
  const { calls, visits, chats, others } = counts;
  return {
    source: lead.source,
    region: lead.region,
    city: lead.city,
    sector: lead.sector,
    company: lead.company,
    title: lead.title,
    title_level: titleLevel(lead.title),
    has_phone: Boolean(lead.phone),
    has_wechat: Boolean(lead.wechat),
    has_email: Boolean(lead.email),
    has_description: Boolean(lead.description),
    status: lead.status,
    age_days: days(now - lead.created),
    idle_days: days(now - Math.min(last, now)),
    activities: calls + visits + chats + others,
    calls,
    visits,
    chats,
    heat: Math.round(heat * 1000) / 1000,
    has_plan: plans.length > 0,
    overdue: plans.some(({ due }) => due! < now),
  };
}

/** Whether it stood as a plan at that moment; what was done or cancelled later was still a plan then. */
function isPlanned({ status, created, updated, due, occurred }: ActivityFact, now: number): boolean {
  if (due === null || created > now) return false;
  if (status === 'planned') return true;
  return status === 'done' ? occurred !== null && occurred > now : updated > now;
}

/** Days with two decimals, never below zero. */
function days(millis: number): number {
  return Math.max(0, Math.round((millis / DAY_MS) * 100) / 100);
}
