import type { EntityManager } from '../../../db/orm.ts';
import { query, Params } from '../../../db/query.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { IndexedPassage, PassagePayload } from '../../../knowledge/index/passage.ts';
import type { Generation } from './generations.ts';
import { packTerms } from './pack-terms.ts';

/** Traces of removals are kept so long; a process that did not look for longer reads everything again. */
const TRACES_KEPT_MS = 3_600_000;

/** PostgreSQL keeps no NUL in a text. */
const storable = (text: string): string => text.replaceAll('\0', '');

function toJson(passage: IndexedPassage): Record<string, unknown> {
  const { payload } = passage;
  return {
    passage_id: passage.id,
    document_id: passage.documentId,
    version_id: passage.versionId,
    parent_id: passage.parentId,
    text: storable(passage.text),
    title: storable(passage.title),
    heading: storable(passage.heading),
    visibility: payload.visibility,
    categories: payload.categories,
    tags: payload.tags,
    valid_from: payload.validFrom,
    valid_until: payload.validUntil,
    terms: packTerms(passage.sparse).toString('base64'),
  };
}

/** Adds rows to one generation; answers the number of each passage's row. `absentOnly` leaves alone what is there or was. */
export async function insertRows(
  em: EntityManager,
  generation: Generation,
  passages: readonly IndexedPassage[],
  options: { readonly absentOnly: boolean },
): Promise<Map<string, number>> {
  const rows = await query<{ no: number; passage_id: string }>(
    em,
    `insert into knowledge_index_passage (generation_id, revision, passage_id, document_id, version_id, parent_id, text, title,
       heading, visibility, categories, tags, valid_from, valid_until, terms)
     select $1, $2, r.passage_id, r.document_id, r.version_id, r.parent_id, r.text, r.title, r.heading, r.visibility,
       r.categories, r.tags, r.valid_from, r.valid_until, decode(r.terms, 'base64')
     from jsonb_to_recordset($3::jsonb) as r(passage_id uuid, document_id uuid, version_id uuid, parent_id uuid, text text,
       title text, heading text, visibility text[], categories text[], tags text[], valid_from timestamptz,
       valid_until timestamptz, terms text)
     where not ($4 and exists (
       select 1 from knowledge_index_passage x where x.generation_id = $1 and x.passage_id = r.passage_id))
     returning no, passage_id`,
    [generation.id, generation.revision, JSON.stringify(passages.map(toJson)), options.absentOnly],
  );
  return new Map(rows.map((row) => [row.passage_id, row.no]));
}

/** What rows are picked by. */
export type RowKey = 'passage_id' | 'document_id' | 'version_id';

/** Marks rows of one generation as removed. */
export async function removeRows(
  em: EntityManager,
  clock: Clock,
  generation: Generation,
  key: RowKey,
  ids: readonly string[],
): Promise<void> {
  await query(
    em,
    `update knowledge_index_passage set removed_at = $3, revision = $2
     where generation_id = $1 and ${key} = any($4::uuid[]) and removed_at is null`,
    [generation.id, generation.revision, clock.now(), ids],
  );
}

const PAYLOAD_COLUMNS = {
  visibility: ['visibility', 'text[]'],
  categories: ['categories', 'text[]'],
  tags: ['tags', 'text[]'],
  validFrom: ['valid_from', 'timestamptz'],
  validUntil: ['valid_until', 'timestamptz'],
} as const satisfies Record<keyof PassagePayload, readonly [column: string, type: string]>;

/** Changes the named parts of a document's payload in one generation. Rows that have them already are left as they are. */
export async function updatePayload(
  em: EntityManager,
  generation: Generation,
  documentId: string,
  payload: Partial<PassagePayload>,
): Promise<void> {
  const params = new Params();
  const changes = Object.entries(PAYLOAD_COLUMNS).flatMap(([name, [column, type]]) => {
    const value = payload[name as keyof PassagePayload];
    return value === undefined ? [] : [{ column, value: `${params.add(value)}::${type}` }];
  });
  if (changes.length === 0) return;
  const sets = changes.map(({ column, value }) => `${column} = ${value}`).join(', ');
  const differs = changes.map(({ column, value }) => `${column} is distinct from ${value}`).join(' or ');
  await query(
    em,
    `update knowledge_index_passage set ${sets}, revision = ${params.add(generation.revision)}
     where generation_id = ${params.add(generation.id)} and document_id = ${params.add(documentId)} and removed_at is null
       and (${differs})`,
    params.values,
  );
}

/** Drops old traces of removals and notes up to which revision they are gone. */
export async function dropTraces(em: EntityManager, clock: Clock): Promise<void> {
  await query(
    em,
    `with dropped as (
       delete from knowledge_index_passage p using knowledge_index_generation g
       where g.id = p.generation_id and g.status = 'live' and p.removed_at < $1 returning p.generation_id, p.revision),
     highest as (select generation_id, max(revision) as revision from dropped group by 1)
     update knowledge_index_generation g set floor_revision = greatest(g.floor_revision, h.revision)
     from highest h where h.generation_id = g.id`,
    [new Date(clock.now().getTime() - TRACES_KEPT_MS)],
  );
}
