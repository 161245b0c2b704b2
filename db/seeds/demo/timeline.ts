import { localMinute } from '../../../kernel/time-phrases/local-day.ts';
import type { ActivityRow, ContactRow, CustomerRow, CustomerTagRow, TagRow, TimelineRow } from './demo-rows.ts';
import type { Era } from './era.ts';
import type { Lead } from './leads.ts';
import type { Deal } from './opportunities.ts';
import { ACTIVITY_KIND_WORDS, STAGE_WORDS, TIMELINE_WORDS } from './words.ts';

interface Line {
  readonly customer_id: string;
  readonly at: Date;
  readonly kind: keyof typeof TIMELINE_WORDS;
  readonly about?: string;
  readonly body?: string | null;
  readonly actor_id: string | null;
  readonly entity: string;
  readonly entity_id: string;
}

export interface TimelineSources {
  readonly customers: readonly CustomerRow[];
  readonly contacts: readonly ContactRow[];
  readonly leads: readonly Lead[];
  readonly deals: readonly Deal[];
  readonly activities: readonly ActivityRow[];
  readonly tags: readonly TagRow[];
  readonly customerTags: readonly CustomerTagRow[];
}

/** Each customer's story, as the CRM would have written it, oldest line first. */
export function makeTimeline({ dice }: Era, sources: TimelineSources): TimelineRow[] {
  const lines = [
    ...sources.customers.map(customerLine),
    ...contactLines(sources),
    ...tagLines(sources),
    ...sources.leads.flatMap(({ row }) => conversionLine(row)),
    ...sources.deals.flatMap(dealLines),
    ...sources.activities.flatMap(activityLine),
  ];
  return lines
    .sort((left, right) => left.at.getTime() - right.at.getTime())
    .map(({ about, body, kind, ...line }) => ({
      id: dice.id(line.at),
      ...line,
      kind,
      title: about ? `${TIMELINE_WORDS[kind]}：${about}` : TIMELINE_WORDS[kind],
      body: body ?? null,
      agent: null,
    }));
}

function customerLine(row: CustomerRow): Line {
  return {
    customer_id: row.id,
    at: row.created_at,
    kind: 'customer.created',
    actor_id: row.owner_id,
    entity: 'customer',
    entity_id: row.id,
  };
}

function contactLines({ contacts, customers }: TimelineSources): Line[] {
  const owner = new Map(customers.map((row) => [row.id, row.owner_id]));
  return contacts.map((row) => ({
    customer_id: row.customer_id,
    at: row.created_at,
    kind: 'contact.created',
    about: row.name,
    actor_id: owner.get(row.customer_id) ?? null,
    entity: 'contact',
    entity_id: row.id,
  }));
}

/** All tags of a customer were set at once. */
function tagLines({ customers, customerTags, tags }: TimelineSources): Line[] {
  const nameOf = new Map(tags.map((tag) => [tag.id, tag.name]));
  const byCustomer = Map.groupBy(customerTags, (row) => row.customer_id);
  return customers.flatMap((row): Line[] => {
    const given = byCustomer.get(row.id) ?? [];
    const about = given.map(({ tag_id }) => `+${nameOf.get(tag_id)}`).join('、');
    return given[0]
      ? [
          {
            customer_id: row.id,
            at: given[0].created_at,
            kind: 'customer.tagged',
            about,
            actor_id: row.owner_id,
            entity: 'customer',
            entity_id: row.id,
          },
        ]
      : [];
  });
}

function conversionLine(row: Lead['row']): Line[] {
  if (!row.customer_id || !row.converted_at) return [];
  return [
    {
      customer_id: row.customer_id,
      at: row.converted_at,
      kind: 'lead.converted',
      about: row.name,
      actor_id: row.owner_id,
      entity: 'lead',
      entity_id: row.id,
    },
  ];
}

function dealLines({ row, course }: Deal): Line[] {
  const base = { customer_id: row.customer_id, actor_id: row.owner_id, entity: 'opportunity', entity_id: row.id };
  return course.steps.map(({ stage, at }, place): Line => {
    const before = course.steps[place - 1]?.stage;
    if (!before) return { ...base, at, kind: 'opportunity.created', about: `${row.name}（${STAGE_WORDS[stage]}）` };
    const about = `${row.name}（${STAGE_WORDS[before]} → ${STAGE_WORDS[stage]}）`;
    return { ...base, at, kind: 'opportunity.stage_moved', about, body: stage === 'lost' ? row.lost_reason : null };
  });
}

/** Talks with a lead stand on no customer's story: at their time there was none. */
function activityLine(row: ActivityRow): Line[] {
  if (!row.customer_id || row.lead_id) return [];
  const about = `${ACTIVITY_KIND_WORDS[row.kind]} · ${row.subject}`;
  const base = { customer_id: row.customer_id, actor_id: row.owner_id, entity: 'activity', entity_id: row.id };
  const planned: Line[] = row.due_at
    ? [
        {
          ...base,
          at: row.created_at,
          kind: 'activity.planned',
          about: `${about}（${localMinute(row.due_at).replace('T', ' ')}）`,
        },
      ]
    : [];
  if (row.status === 'planned') return planned;
  if (row.status === 'cancelled')
    return [...planned, { ...base, at: row.updated_at, kind: 'activity.cancelled', about }];
  const at = row.occurred_at ?? row.created_at;
  const kind = row.due_at ? 'activity.completed' : 'activity.done';
  return [...planned, { ...base, at, kind, about, body: row.content }];
}
