import type { EntityManager } from '../../../db/orm.ts';
import { query, Params } from '../../../db/query.ts';
import type { IndexFilter } from '../../../knowledge/index/index.port.ts';
import type { ScoredPassage } from '../../../knowledge/index/passage.ts';
import { filterSql } from './filter-sql.ts';
import { unpackTerms } from './pack-terms.ts';
import type { TableRow } from './passage-table.ts';
import type { ScoredPlace } from './top-places.ts';

interface PayloadColumns {
  readonly visibility: string[];
  readonly categories: string[];
  readonly tags: string[];
  readonly valid_from: Date | null;
  readonly valid_until: Date | null;
}

interface ChangedRow extends PayloadColumns {
  readonly no: number;
  readonly passage_id: string;
  readonly document_id: string;
  readonly terms: string;
  readonly removed: boolean;
}

const PAYLOAD = 'p.visibility, p.categories, p.tags, p.valid_from, p.valid_until';
/** Rows read at once; other work of the process gets its turn between two pages. */
const PAGE = 500;

/**
 * All rows of a generation that changed after one revision, up to another one, in pages and in the order of their changes.
 * From 0 on removed rows are left out. Their numbers are asked for first: a page that had to be found by its place in the
 * order would make the database sort all rows anew for each page.
 */
export async function* changedRows(
  em: EntityManager,
  generation: number,
  from: number,
  to: number,
): AsyncGenerator<TableRow[]> {
  const living = from === 0 ? 'and p.removed_at is null' : '';
  const changed = await query<{ no: number }>(
    em,
    `select p.no from knowledge_index_passage p
     where p.generation_id = $1 and p.revision > $2 and p.revision <= $3 ${living} order by p.revision, p.no`,
    [generation, from, to],
  );
  for (let at = 0; at < changed.length; at += PAGE) {
    const nos = changed.slice(at, at + PAGE).map((row) => row.no);
    const rows = await query<ChangedRow>(
      em,
      `select p.no, p.passage_id, p.document_id, ${PAYLOAD}, encode(p.terms, 'base64') as terms,
              p.removed_at is not null as removed
       from unnest($1::int[]) with ordinality as wanted (no, place) join knowledge_index_passage p on p.no = wanted.no
       order by wanted.place`,
      [nos],
    );
    yield rows.map(toTableRow);
  }
}

function toTableRow(row: ChangedRow): TableRow {
  return {
    no: row.no,
    passageId: row.passage_id,
    documentId: row.document_id,
    payload: payloadOf(row),
    terms: unpackTerms(Buffer.from(row.terms, 'base64')),
    removed: row.removed,
  };
}

function payloadOf(row: PayloadColumns): ScoredPassage['payload'] {
  const { visibility, categories, tags } = row;
  return {
    visibility,
    categories,
    tags,
    validFrom: row.valid_from && new Date(row.valid_from),
    validUntil: row.valid_until && new Date(row.valid_until),
  };
}

interface PassageRow extends PayloadColumns {
  readonly no: number;
  readonly passage_id: string;
  readonly document_id: string;
  readonly version_id: string;
  readonly parent_id: string | null;
  readonly text: string;
  readonly title: string;
  readonly heading: string;
}

/**
 * The passages of these places in their order. The filter is asked once more, of the database itself: what was forbidden a
 * moment ago does not come back.
 */
export async function readPassages(
  em: EntityManager,
  places: readonly ScoredPlace[],
  filter: IndexFilter,
): Promise<ScoredPassage[]> {
  if (places.length === 0) return [];
  const params = new Params();
  const nos = params.add(places.map((place) => place.no));
  const rows = await query<PassageRow>(
    em,
    `select p.no, p.passage_id, p.document_id, p.version_id, p.parent_id, p.text, p.title, p.heading, ${PAYLOAD}
     from knowledge_index_passage p where p.no = any(${nos}::int[]) and ${filterSql(filter, params)}`,
    params.values,
  );
  const byNo = new Map(rows.map((row) => [row.no, row]));
  return places.flatMap(({ no, score }) => {
    const row = byNo.get(no);
    return row ? [{ ...toPassage(row), score }] : [];
  });
}

function toPassage(row: PassageRow): Omit<ScoredPassage, 'score'> {
  const { text, title, heading } = row;
  return {
    id: row.passage_id,
    documentId: row.document_id,
    versionId: row.version_id,
    parentId: row.parent_id,
    text,
    title,
    heading,
    payload: payloadOf(row),
  };
}
