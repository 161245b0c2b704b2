import { Params, query, queryOne } from '../../db/query.ts';
import type { GapList, GapView, ReportGap, UpdateGap } from '../../kernel/contracts/knowledge-quality.ts';
import type { Page } from '../../kernel/contracts/paging.ts';
import { maskText } from '../../kernel/mask.ts';
import { appendAudit } from '../../domain/append-audit.ts';
import { inTransaction } from '../../domain/in-transaction.ts';
import { accessKeysOf, readableBy } from '../documents/access.ts';
import { getDocument } from '../documents/document-view.ts';
import { pageOf } from '../documents/page-of.ts';
import { knowledgeError } from '../errors.ts';
import type { ReadScope, WriteScope } from '../knowledge-scope.ts';
import { addGapQuestion } from './add-gap-question.ts';

const SAMPLES = 5;
const COLUMNS = `g.id, g.title, g.status, q.questions, q.people, q.samples, g.words, d.id as document_id, d.title as document_title,
  iso(g.first_asked_at) as first_asked_at, iso(g.last_asked_at) as last_asked_at, g.version`;
const source = (readable: string): string => `knowledge_gap g
  left join knowledge_document d on d.id = g.document_id and ${readable}
  cross join lateral (select count(*)::int as questions, count(distinct x.user_id)::int as people,
    coalesce((select jsonb_agg(s.question) from (select distinct on (question) question, created_at from knowledge_gap_question
      where gap_id = g.id order by question, created_at desc limit ${SAMPLES}) s), '[]') as samples
    from knowledge_gap_question x where x.gap_id = g.id) q`;

/** Articles that are missing, most wanted first. */
export async function listGaps(scope: ReadScope, input: GapList): Promise<Page<GapView>> {
  const params = new Params();
  const from = source(readableBy(accessKeysOf(scope.actor), 'd', params));
  const where = input.status ? [`g.status = ${params.add(input.status)}`] : [];
  const orderBy = 'q.questions desc, g.last_asked_at desc, g.id';
  return await pageOf<GapView>(scope, { columns: COLUMNS, from, where, orderBy, params }, input);
}

/** One gap. @throws AppError `knowledge.gap_not_found` */
export async function getGap(scope: ReadScope, input: { readonly id: string }): Promise<GapView> {
  const params = new Params();
  const from = source(readableBy(accessKeysOf(scope.actor), 'd', params));
  const row = await queryOne<GapView>(
    scope.em,
    `select ${COLUMNS} from ${from} where g.id = ${params.add(input.id)}`,
    params.values,
  );
  if (!row) throw knowledgeError('knowledge.gap_not_found', { details: { id: input.id } });
  return row;
}

export interface GapQuestionView {
  readonly question: string;
  readonly source: string;
  readonly created_at: string;
}

/** The questions of a gap, newest first. @throws AppError `knowledge.gap_not_found` */
export async function listGapQuestions(
  scope: ReadScope,
  input: { readonly id: string; readonly page: number; readonly page_size: number },
): Promise<Page<GapQuestionView>> {
  await getGap(scope, input);
  const params = new Params();
  return await pageOf<GapQuestionView>(
    scope,
    {
      columns: 'x.question, x.source, iso(x.created_at) as created_at',
      from: 'knowledge_gap_question x',
      where: [`x.gap_id = ${params.add(input.id)}`],
      orderBy: 'x.created_at desc, x.id desc',
      params,
    },
    input,
  );
}

/** Somebody says that something is missing. It is clustered with the questions nobody could answer. */
export async function reportGap(outer: WriteScope, input: ReportGap): Promise<void> {
  await inTransaction(outer, async (scope) => {
    const question = maskText(input.question);
    await addGapQuestion(scope, { question, source: 'reported', answerId: null });
    appendAudit(scope, {
      action: 'knowledge_gap.reported',
      entity: 'knowledge_gap',
      entityId: null,
      after: { question },
    });
    await scope.em.flush();
  });
}

/**
 * Says what becomes of a gap; naming the document that answers it closes it.
 * @throws AppError `knowledge.gap_not_found`, `knowledge.stale_version`, `knowledge.document_not_found`
 */
export async function updateGap(outer: WriteScope, input: UpdateGap & { readonly id: string }): Promise<GapView> {
  await inTransaction(outer, async (scope) => {
    const before = await getGap(scope, input);
    if (before.version !== input.version)
      throw knowledgeError('knowledge.stale_version', {
        details: { current_version: before.version, given_version: input.version },
      });
    if (input.document_id) await getDocument(scope, { id: input.document_id });
    const status = input.status ?? (input.document_id ? 'written' : before.status);
    const documentId = input.document_id === undefined ? before.document_id : input.document_id;
    const title = input.title ?? before.title;
    const changed = await query(
      scope.em,
      `update knowledge_gap set status = $3, title = $4, document_id = $5, version = version + 1
       where id = $1 and version = $2 returning id`,
      [input.id, input.version, status, title, documentId],
    );
    if (changed.length === 0) throw knowledgeError('knowledge.stale_version', { details: { current_version: '—' } });
    appendAudit(scope, {
      action: 'knowledge_gap.updated',
      entity: 'knowledge_gap',
      entityId: input.id,
      before: { status: before.status, title: before.title, document_id: before.document_id },
      after: { status, title, document_id: documentId },
    });
    await scope.em.flush();
  });
  return await getGap(outer, input);
}
