import { Params, query, queryOne } from '../../db/query.ts';
import type { BatchItemView, BatchView, UploadAnswer } from '../../kernel/contracts/knowledge.ts';
import type { Page } from '../../kernel/contracts/paging.ts';
import { accessKeysOf, readableBy } from '../documents/access.ts';
import { pageOf } from '../documents/page-of.ts';
import { knowledgeError } from '../errors.ts';
import type { ReadScope } from '../knowledge-scope.ts';

const WORKING = `i.status = 'waiting' or v.status in ('waiting', 'reading', 'indexing')`;
const FAILED = `i.status = 'failed' or v.status = 'failed'`;
const BATCH_COLUMNS = `b.id, b.source, case when n.working > 0 then 'running' else 'done' end as status, n.files,
  n.files - n.working as finished, n.failed, u.name as created_by, iso(b.created_at) as created_at`;
const BATCH_SOURCE = `knowledge_batch b left join app_user u on u.id = b.created_by_id
  cross join lateral (select count(*) filter (where i.status <> 'expanded')::int as files,
    count(*) filter (where ${WORKING})::int as working, count(*) filter (where ${FAILED})::int as failed
    from knowledge_batch_item i left join knowledge_version v on v.id = i.document_version_id where i.batch_id = b.id) n`;
const ITEM_LIMIT = 1000;

/** One's own uploads; administrators and others who see everything see all. */
function visibleBatches(scope: ReadScope, params: Params): string {
  return scope.actor.dataScope === 'all' ? 'true' : `b.created_by_id = ${params.add(scope.actor.userId)}`;
}

/** Uploads, newest first. */
export async function listBatches(
  scope: ReadScope,
  input: { readonly page: number; readonly page_size: number },
): Promise<Page<BatchView>> {
  const params = new Params();
  const where = [visibleBatches(scope, params)];
  return await pageOf<BatchView>(
    scope,
    { columns: BATCH_COLUMNS, from: BATCH_SOURCE, where, orderBy: 'b.created_at desc, b.id desc', params },
    input,
  );
}

/**
 * An upload with its first thousand files.
 * @throws AppError `knowledge.batch_not_found`
 */
export async function getBatch(scope: ReadScope, input: { readonly id: string }): Promise<UploadAnswer> {
  const params = new Params();
  const batch = await queryOne<BatchView>(
    scope.em,
    `select ${BATCH_COLUMNS} from ${BATCH_SOURCE} where b.id = ${params.add(input.id)} and ${visibleBatches(scope, params)}`,
    params.values,
  );
  if (!batch) throw knowledgeError('knowledge.batch_not_found', { details: { id: input.id } });
  const items = new Params();
  const rows = await query<BatchItemView>(
    scope.em,
    `select i.position, i.path, i.status, d.id as document_id, d.title, v.status as version_status,
       coalesce(v.passages, 0) as passages, coalesce(v.indexed, 0) as indexed, coalesce(i.problem, v.problem) as problem
     from knowledge_batch_item i
     left join knowledge_document d on d.id = i.document_id and ${readableBy(accessKeysOf(scope.actor), 'd', items)}
     left join knowledge_version v on v.id = i.document_version_id and d.id is not null
     where i.batch_id = ${items.add(input.id)} order by i.position limit ${ITEM_LIMIT}`,
    items.values,
  );
  return { ...batch, items: rows };
}
