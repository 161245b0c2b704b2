import { query, queryOne } from '../../db/query.ts';
import { KnowledgeVersion } from '../../db/entities/knowledge/knowledge-version.entity.ts';
import type { DocumentVersionView } from '../../kernel/contracts/knowledge.ts';
import { knowledgeError } from '../errors.ts';
import type { ReadScope } from '../knowledge-scope.ts';
import { getDocument } from './document-view.ts';

const COLUMNS = `v.id, v.number, v.file_name, v.format, v.size, v.status, v.passages, v.indexed, v.characters, v.problem, v.warnings,
  v.note, v.changes, coalesce(c.cited, 0) as cited, coalesce(c.good, 0) as good, coalesce(c.bad, 0) as bad, u.name as created_by,
  iso(v.created_at) as created_at, iso(v.finished_at) as finished_at`;
const SOURCE = `knowledge_version v left join app_user u on u.id = v.created_by_id
  left join lateral (select count(distinct a.id)::int as cited, count(distinct a.id) filter (where a.rating = 'good')::int as good,
    count(distinct a.id) filter (where a.rating = 'bad')::int as bad
    from knowledge_citation ct join knowledge_answer a on a.id = ct.answer_id where ct.version_id = v.id) c on true`;

/**
 * The versions of a document, newest first: why each was made, what it changed, how its answers were received.
 * @throws AppError `knowledge.document_not_found`
 */
export async function listVersions(scope: ReadScope, input: { readonly id: string }): Promise<DocumentVersionView[]> {
  await getDocument(scope, input);
  return await query<DocumentVersionView>(
    scope.em,
    `select ${COLUMNS} from ${SOURCE} where v.document_id = $1 order by v.number desc limit 200`,
    [input.id],
  );
}

/**
 * The file a version was made from.
 * @throws AppError `knowledge.document_not_found`, `knowledge.version_not_found`
 */
export async function readVersionFile(
  scope: ReadScope,
  input: { readonly id: string; readonly number: number },
): Promise<{ fileName: string; content: Buffer }> {
  await getDocument(scope, input);
  const row = await scope.em.findOne(
    KnowledgeVersion,
    { document: input.id, number: input.number },
    { populate: ['content'] },
  );
  if (!row) throw knowledgeError('knowledge.version_not_found');
  return { fileName: row.fileName, content: Buffer.from(row.content as unknown as Uint8Array) };
}

/** Which document and title a version belongs to. */
export async function documentOfVersion(
  scope: Pick<ReadScope, 'em'>,
  versionId: string,
): Promise<{ document_id: string; created_by_id: string | null } | undefined> {
  return await queryOne(scope.em, 'select document_id, created_by_id from knowledge_version where id = $1', [
    versionId,
  ]);
}
