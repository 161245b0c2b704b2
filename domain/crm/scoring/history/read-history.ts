import type { EntityManager } from '../../../../db/orm.ts';
import { query, queryOne } from '../../../../db/query.ts';
import { breathe } from '../fit/fit-data.ts';
import { millis, readLeadFacts, type LeadFacts } from '../lead-facts.ts';

/** What somebody changed of a lead: the values before and after, by wire name. */
export interface Edit {
  readonly at: number;
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
}

/** A lead that is old enough to be judged, with how it came to be what it is. */
export interface PastLead extends LeadFacts {
  readonly converted: number | null;
  readonly updated: number;
  /** Oldest first. */
  readonly edits: readonly Edit[];
}

/** More history than this adds seconds and no better model; the newest counts. */
const MOST_LEADS = 30_000;
const BATCH = 1000;

/** How many leads are old enough, and how many of them converted. */
export async function countHistory(
  em: EntityManager,
  before: Date,
): Promise<{ leads: number; won: number; not_won: number }> {
  const row = await queryOne<{ leads: number; won: number }>(
    em,
    `select count(*)::int as leads, (count(*) filter (where status = 'converted'))::int as won from lead where created_at <= $1`,
    [before],
  );
  const { leads, won } = row ?? { leads: 0, won: 0 };
  return { leads, won, not_won: leads - won };
}

/** Reads the leads that came before a moment, newest first, with their edits. Batch by batch, without a transaction. */
export async function readHistory(em: EntityManager, before: Date): Promise<PastLead[]> {
  const ids = await query<{ id: string }>(
    em,
    'select id from lead where created_at <= $1 order by created_at desc, id desc limit $2',
    [before, MOST_LEADS],
  );
  const leads: PastLead[] = [];
  for (let from = 0; from < ids.length; from += BATCH) {
    const part = ids.slice(from, from + BATCH).map(({ id }) => id);
    const more = await readEdits(em, part);
    for (const facts of await readLeadFacts(em, part)) {
      const own = more.get(facts.id);
      if (own) leads.push({ ...facts, ...own });
    }
    await breathe();
  }
  return leads;
}

type Extra = Pick<PastLead, 'converted' | 'updated' | 'edits'>;

/** When leads were settled, and their audit lines: what the form said before each change. */
async function readEdits(em: EntityManager, ids: readonly string[]): Promise<Map<string, Extra>> {
  const rows = await query<Extra & { id: string }>(
    em,
    `select l.id, ${millis('l.converted_at')} as converted, ${millis('l.updated_at')} as updated,
       coalesce((select jsonb_agg(jsonb_build_object('at', ${millis('e.at')}, 'before', e.before, 'after', e.after) order by e.id)
         from audit_entry e where e.entity = 'lead' and e.entity_id = l.id::text
           and jsonb_typeof(e.before) = 'object' and jsonb_typeof(e.after) = 'object'), '[]'::jsonb) as edits
     from lead l where l.id = any($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map(({ id, ...extra }) => [id, extra]));
}
