import { Params, query } from '../../db/query.ts';
import type { DocumentList, DocumentView } from '../../kernel/contracts/knowledge.ts';
import type { Page } from '../../kernel/contracts/paging.ts';
import { knowledgeError } from '../errors.ts';
import type { ReadScope } from '../knowledge-scope.ts';
import { accessKeysOf, editableBy, readableBy } from './access.ts';
import { DOCUMENT_COLUMNS, DOCUMENT_JOINS } from './document-view.ts';
import { pageOf } from './page-of.ts';

const SORTS: Readonly<Record<string, string>> = {
  updated_at: 'd.updated_at',
  created_at: 'd.created_at',
  title: 'd.title',
  valid_until: 'd.valid_until',
};

/**
 * The documents the actor may read, newest change first. `q` looks through titles (also by pinyin).
 * @throws AppError `knowledge.unknown_sort`
 */
export async function listDocuments(scope: ReadScope, input: DocumentList): Promise<Page<DocumentView>> {
  const params = new Params();
  const where = [readableBy(accessKeysOf(scope.actor), 'd', params)];
  for (const word of (input.q ?? '').toLowerCase().split(/\s+/).filter(Boolean))
    where.push(`d.search_text like ${params.add(`%${word.replaceAll(/[\\%_]/g, '\\$&')}%`)}`);
  if (input.category !== undefined)
    where.push(input.category === '' ? 'd.category is null' : `d.category = ${params.add(input.category)}`);
  if (input.tag) where.push(`${params.add(input.tag)} = any(d.tags)`);
  if (input.status) where.push(`d.status = ${params.add(input.status)}`);
  if (input.source) where.push(`d.source = ${params.add(input.source)}`);
  if (input.owner_id) where.push(`d.owner_id = ${params.add(input.owner_id)}`);
  return await pageOf<DocumentView>(
    scope,
    {
      columns: (own) => `${DOCUMENT_COLUMNS}, ${editableBy(scope.actor, 'd', own)} as editable`,
      from: `knowledge_document d ${DOCUMENT_JOINS}`,
      where,
      orderBy: orderBy(input.sort),
      params,
    },
    input,
  );
}

function orderBy(sort = '-updated_at'): string {
  const descending = sort.startsWith('-');
  const column = SORTS[descending ? sort.slice(1) : sort];
  if (!column)
    throw knowledgeError('knowledge.unknown_sort', { details: { sort, allowed: Object.keys(SORTS).join('、') } });
  const direction = descending ? 'desc' : 'asc';
  return `${column} ${direction}${column === 'd.valid_until' ? ' nulls last' : ''}, d.id ${direction}`;
}

export interface DocumentFacets {
  readonly categories: { name: string; documents: number }[];
  readonly tags: { name: string; documents: number }[];
}

/** The categories and tags of the documents the actor may read, most used first. */
export async function listDocumentFacets(scope: ReadScope): Promise<DocumentFacets> {
  const params = new Params();
  const readable = readableBy(accessKeysOf(scope.actor), 'd', params);
  const rows = await query<{ kind: 'category' | 'tag'; name: string; documents: number }>(
    scope.em,
    `with seen as (select d.category, d.tags from knowledge_document d where ${readable})
     select 'category' as kind, category as name, count(*)::int as documents from seen where category is not null group by category
     union all
     select 'tag', tag, count(*)::int from seen, unnest(tags) as tag group by tag
     order by 3 desc, 2 limit 1000`,
    params.values,
  );
  const of = (kind: string) =>
    rows.filter((row) => row.kind === kind).map(({ name, documents }) => ({ name, documents }));
  return { categories: of('category'), tags: of('tag') };
}
