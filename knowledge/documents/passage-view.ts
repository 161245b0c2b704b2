import { Params, query, queryOne } from '../../db/query.ts';
import type { PassageDetail, PassageView } from '../../kernel/contracts/knowledge.ts';
import type { Page } from '../../kernel/contracts/paging.ts';
import { knowledgeError } from '../errors.ts';
import type { ReadScope } from '../knowledge-scope.ts';
import { accessKeysOf, readableBy, validAt } from './access.ts';
import { getDocument } from './document-view.ts';
import { pageOf } from './page-of.ts';

/** The columns of a `PassageView` for passage `p`, document `d` and version `v`. */
const PASSAGE_COLUMNS = `p.id, p.document_id, d.title as document_title, v.number as version_number, p.heading, p.question, p.text, p.page,
  p.position`;
/** Only passages of the version that is searched count. */
const PASSAGE_SOURCE = `knowledge_passage p
  join knowledge_document d on d.id = p.document_id and d.current_version_id = p.version_id
  join knowledge_version v on v.id = p.version_id`;

/** A passage with what an answer needs around it. */
export interface ReadPassage extends PassageView {
  readonly section_id: string;
  readonly version_id: string;
  readonly updated_at: string;
}

/**
 * The passages with these ids that a holder of the keys may be told now, in the order of the ids. This is asked after
 * every search, so that the index, which follows the documents in the background, can never show what it should not.
 */
export async function readPassages(
  scope: Pick<ReadScope, 'em' | 'clock'>,
  ids: readonly string[],
  access: readonly string[],
): Promise<ReadPassage[]> {
  if (ids.length === 0) return [];
  const params = new Params();
  const rows = await query<ReadPassage>(
    scope.em,
    `select ${PASSAGE_COLUMNS}, p.section_id, p.version_id, iso(d.updated_at) as updated_at from ${PASSAGE_SOURCE}
     where p.id = any(${params.add([...ids])}::uuid[]) and ${readableBy(access, 'd', params)}
       and ${validAt(scope.clock.now(), 'd', params)}`,
    params.values,
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/**
 * A passage as a citation opens it, with its section and its neighbours.
 * @throws AppError `knowledge.passage_not_found`
 */
export async function getPassage(scope: ReadScope, input: { readonly id: string }): Promise<PassageDetail> {
  const params = new Params();
  const row = await queryOne<PassageDetail>(
    scope.em,
    `select ${PASSAGE_COLUMNS}, jsonb_build_object('id', s.id, 'heading', s.heading, 'text', s.text) as section,
       (select n.id from knowledge_passage n where n.version_id = p.version_id and n.position = p.position - 1) as previous_id,
       (select n.id from knowledge_passage n where n.version_id = p.version_id and n.position = p.position + 1) as next_id,
       d.category, d.tags, d.valid_until::text as valid_until, iso(d.updated_at) as updated_at
     from ${PASSAGE_SOURCE} join knowledge_section s on s.id = p.section_id
     where p.id = ${params.add(input.id)} and ${readableBy(accessKeysOf(scope.actor), 'd', params)}`,
    params.values,
  );
  if (!row) throw knowledgeError('knowledge.passage_not_found');
  return row;
}

/**
 * The passages of a document's current version in their order.
 * @throws AppError `knowledge.document_not_found`
 */
export async function listPassages(
  scope: ReadScope,
  input: { readonly id: string; readonly page: number; readonly page_size: number },
): Promise<Page<PassageView>> {
  await getDocument(scope, input);
  const params = new Params();
  return await pageOf<PassageView>(
    scope,
    {
      columns: PASSAGE_COLUMNS,
      from: PASSAGE_SOURCE,
      where: [`p.document_id = ${params.add(input.id)}`],
      orderBy: 'p.position',
      params,
    },
    input,
  );
}
