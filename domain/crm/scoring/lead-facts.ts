import type { ActivityKind, ActivityStatus, LeadStatus } from '../../../kernel/contracts/crm.ts';
import type { EntityManager } from '../../../db/orm.ts';
import { query } from '../../../db/query.ts';

/** What was done with a lead, or is planned. Moments in milliseconds. */
export interface ActivityFact {
  readonly kind: ActivityKind;
  readonly status: ActivityStatus;
  readonly created: number;
  readonly updated: number;
  readonly due: number | null;
  readonly occurred: number | null;
}

/** A lead as the store has it now. Moments in milliseconds. */
export interface LeadFacts {
  readonly id: string;
  readonly source: string | null;
  readonly region: string | null;
  readonly city: string | null;
  readonly sector: string | null;
  readonly company: string | null;
  readonly title: string | null;
  readonly phone: string | null;
  readonly wechat: string | null;
  readonly email: string | null;
  readonly description: string | null;
  readonly status: LeadStatus;
  readonly created: number;
  readonly activities: readonly ActivityFact[];
}

/** The milliseconds of a column. */
export function millis(column: string): string {
  return `(extract(epoch from ${column}) * 1000)::float8`;
}

const COLUMNS = `l.id, l.source, l.region, l.city, l.sector, l.company, l.title, l.phone, l.wechat, l.email, l.description, l.status,
  ${millis('l.created_at')} as created`;

const ACTIVITIES = `left join lateral (
    select jsonb_agg(jsonb_build_object('kind', a.kind, 'status', a.status, 'created', ${millis('a.created_at')},
      'updated', ${millis('a.updated_at')}, 'due', ${millis('a.due_at')}, 'occurred', ${millis('a.occurred_at')})) as list
    from activity a where a.lead_id = l.id) acts on true`;

/** Reads the facts of leads in one statement, by id; a lead that is gone is left out. */
export async function readLeadFacts(em: EntityManager, ids: readonly string[]): Promise<LeadFacts[]> {
  return await query<LeadFacts>(
    em,
    `select ${COLUMNS}, coalesce(acts.list, '[]'::jsonb) as activities from lead l ${ACTIVITIES}
     where l.id = any($1::uuid[]) order by l.id`,
    [ids],
  );
}
