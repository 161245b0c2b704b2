import { Params, query } from '../../db/query.ts';
import type { IssueList, IssueView } from '../../kernel/contracts/knowledge-quality.ts';
import type { Page } from '../../kernel/contracts/paging.ts';
import { appendAudit } from '../../domain/append-audit.ts';
import { inTransaction } from '../../domain/in-transaction.ts';
import { accessKeysOf, readableBy } from '../documents/access.ts';
import { pageOf } from '../documents/page-of.ts';
import { knowledgeError } from '../errors.ts';
import type { ReadScope, WriteScope } from '../knowledge-scope.ts';

const SOURCE = `knowledge_issue i join knowledge_document d on d.id = i.document_id
  left join knowledge_document o on o.id = i.other_document_id`;

/** Both documents of a finding must be open to the reader: its sentences quote them. */
function visibleIssues(scope: ReadScope, params: Params): string {
  const keys = accessKeysOf(scope.actor);
  return `${readableBy(keys, 'd', params)} and (o.id is null or ${readableBy(keys, 'o', params)})`;
}

/** Findings about documents the actor may read, newest first. */
export async function listIssues(scope: ReadScope, input: IssueList): Promise<Page<IssueView>> {
  const params = new Params();
  const where = [visibleIssues(scope, params), `i.status = ${params.add(input.status)}`];
  if (input.kind) where.push(`i.kind = ${params.add(input.kind)}`);
  return await pageOf<IssueView>(
    scope,
    {
      columns: `i.id, i.kind, i.document_id, d.title as document_title, i.other_document_id, o.title as other_document_title, i.detail,
        i.quotes, i.status, iso(i.found_at) as found_at`,
      from: SOURCE,
      where,
      orderBy: 'i.found_at desc, i.id',
      params,
    },
    input,
  );
}

/**
 * Dismisses a finding for good, or opens it again.
 * @throws AppError `knowledge.issue_not_found`
 */
export async function settleIssue(
  outer: WriteScope,
  input: { readonly id: string; readonly status: 'open' | 'dismissed' },
): Promise<void> {
  await inTransaction(outer, async (scope) => {
    const params = new Params();
    const rows = await query<{ id: string }>(
      scope.em,
      `update knowledge_issue set status = ${params.add(input.status)} where id in (select i.id from ${SOURCE}
         where i.id = ${params.add(input.id)} and ${visibleIssues(scope, params)}) returning id`,
      params.values,
    );
    if (rows.length === 0) throw knowledgeError('knowledge.issue_not_found', { details: { id: input.id } });
    appendAudit(scope, {
      action: `knowledge_issue.${input.status}`,
      entity: 'knowledge_issue',
      entityId: input.id,
      after: { status: input.status },
    });
    await scope.em.flush();
  });
}
