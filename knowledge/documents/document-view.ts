import { Params, queryOne } from '../../db/query.ts';
import type { DocumentView } from '../../kernel/contracts/knowledge.ts';
import { knowledgeError } from '../errors.ts';
import type { ReadScope } from '../knowledge-scope.ts';
import { accessKeysOf, editableBy, readableBy } from './access.ts';

/** Joins the columns of a document's view need, for a document under the alias `d`. */
export const DOCUMENT_JOINS = `left join knowledge_version cv on cv.id = d.current_version_id
  left join knowledge_version lv on lv.id = d.latest_version_id
  left join app_user o on o.id = d.owner_id`;

/** The columns of a `DocumentView` but for `editable`. */
export const DOCUMENT_COLUMNS = `d.id, d.title, d.category, d.tags, d.visibility, d.valid_from::text, d.valid_until::text, d.owner_id,
  o.name as owner_name, d.source, nullif(regexp_replace(d.source_key, '^[^:]*:', ''), '') as source_path, d.status,
  case when cv.id is null then null else jsonb_build_object('id', cv.id, 'number', cv.number, 'format', cv.format,
    'passages', cv.passages, 'characters', cv.characters) end as current,
  jsonb_build_object('id', lv.id, 'number', lv.number, 'status', lv.status, 'passages', lv.passages, 'indexed', lv.indexed,
    'problem', lv.problem) as latest,
  iso(d.confirmed_at) as confirmed_at, iso(d.created_at) as created_at, iso(d.updated_at) as updated_at, d.version`;

/**
 * One document.
 * @throws AppError `knowledge.document_not_found`, also for one that is not open to the reader
 */
export async function getDocument(scope: ReadScope, input: { readonly id: string }): Promise<DocumentView> {
  const params = new Params();
  const row = await queryOne<DocumentView>(
    scope.em,
    `select ${DOCUMENT_COLUMNS}, ${editableBy(scope.actor, 'd', params)} as editable
     from knowledge_document d ${DOCUMENT_JOINS}
     where d.id = ${params.add(input.id)} and ${readableBy(accessKeysOf(scope.actor), 'd', params)}`,
    params.values,
  );
  if (!row) throw knowledgeError('knowledge.document_not_found', { details: { id: input.id } });
  return row;
}
