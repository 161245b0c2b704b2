import { Params, query, queryOne } from '../../db/query.ts';
import {
  ISSUE_KINDS,
  STALENESS,
  type IssueKind,
  type KnowledgeHealth,
} from '../../kernel/contracts/knowledge-quality.ts';
import { accessKeysOf, readableBy } from '../documents/access.ts';
import type { ReadScope } from '../knowledge-scope.ts';

type Counts = Pick<
  KnowledgeHealth,
  'documents' | 'passages' | 'failed' | 'open_gaps' | 'asked' | 'answered' | 'good' | 'bad' | 'inspected_at'
>;

/** How the knowledge base does: what there is, what was asked, what should be looked at. Documents one may not read do not count. */
export async function readHealth(scope: ReadScope): Promise<KnowledgeHealth> {
  return { ...(await readCounts(scope)), issues: await countIssues(scope), categories: await readCategories(scope) };
}

async function readCounts(scope: ReadScope): Promise<Counts> {
  const params = new Params();
  const since = params.add(new Date(scope.clock.now().getTime() - STALENESS.ratings * 86_400_000));
  const readable = readableBy(accessKeysOf(scope.actor), 'd', params);
  const row = await queryOne<Counts>(
    scope.em,
    `select d.*, a.*, (select count(*)::int from knowledge_gap where status = 'open') as open_gaps,
       (select iso(max(at)) from audit_entry where entity = 'knowledge' and action = 'knowledge.inspected') as inspected_at
     from (select count(*)::int as documents, coalesce(sum(d.passages), 0)::int as passages,
         count(*) filter (where d.status = 'failed')::int as failed from knowledge_document d where ${readable}) d
     cross join (select count(*)::int as asked, count(*) filter (where outcome = 'answered')::int as answered,
         count(*) filter (where rating = 'good')::int as good, count(*) filter (where rating = 'bad')::int as bad
       from knowledge_answer where created_at >= ${since}) a`,
    params.values,
  );
  return row as Counts;
}

async function countIssues(scope: ReadScope): Promise<Record<IssueKind, number>> {
  const params = new Params();
  const keys = accessKeysOf(scope.actor);
  const rows = await query<{ kind: IssueKind; count: number }>(
    scope.em,
    `select i.kind, count(*)::int as count from knowledge_issue i join knowledge_document d on d.id = i.document_id
     left join knowledge_document o on o.id = i.other_document_id
     where i.status = 'open' and ${readableBy(keys, 'd', params)} and (o.id is null or ${readableBy(keys, 'o', params)})
     group by i.kind`,
    params.values,
  );
  const found = new Map(rows.map(({ kind, count }) => [kind, count]));
  return Object.fromEntries(ISSUE_KINDS.map((kind) => [kind, found.get(kind) ?? 0])) as Record<IssueKind, number>;
}

async function readCategories(scope: ReadScope): Promise<KnowledgeHealth['categories']> {
  const params = new Params();
  const now = scope.clock.now().getTime();
  const recent = params.add(new Date(now - STALENESS.ratings * 86_400_000));
  const unused = params.add(new Date(now - STALENESS.unused * 86_400_000));
  return await query(
    scope.em,
    `select d.category, count(*)::int as documents, sum(d.passages)::int as passages, coalesce(sum(c.cited), 0)::int as cited,
       count(*) filter (where d.created_at < ${unused} and coalesce(c.last_cited < ${unused}, true))::int as unused
     from knowledge_document d
     left join (select document_id, count(distinct answer_id) filter (where created_at >= ${recent}) as cited,
         max(created_at) as last_cited from knowledge_citation group by document_id) c on c.document_id = d.id
     where ${readableBy(accessKeysOf(scope.actor), 'd', params)}
     group by d.category order by documents desc, d.category limit 200`,
    params.values,
  );
}
