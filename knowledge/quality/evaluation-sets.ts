import { KnowledgeEvaluationSet } from '../../db/entities/knowledge/knowledge-evaluation-set.entity.ts';
import { Params, query, queryOne } from '../../db/query.ts';
import type {
  CreateEvaluationSet,
  EvaluationQuestion,
  EvaluationQuestionView,
  EvaluationSetView,
} from '../../kernel/contracts/knowledge-quality.ts';
import type { Page } from '../../kernel/contracts/paging.ts';
import { newId } from '../../kernel/ids.ts';
import { appendAudit } from '../../domain/append-audit.ts';
import { inTransaction } from '../../domain/in-transaction.ts';
import { pageOf } from '../documents/page-of.ts';
import { knowledgeError } from '../errors.ts';
import type { ReadScope, WriteScope } from '../knowledge-scope.ts';

const COLUMNS = `e.id, e.name, e.description, q.questions, q.unanswerable,
  (select r.id from knowledge_evaluation_run r where r.set_id = e.id order by r.created_at desc, r.id desc limit 1) as last_run_id,
  u.name as created_by, iso(e.created_at) as created_at`;
const SOURCE = `knowledge_evaluation_set e left join app_user u on u.id = e.created_by_id
  cross join lateral (select count(*)::int as questions, count(*) filter (where x.unanswerable)::int as unanswerable
    from knowledge_evaluation_question x where x.set_id = e.id) q`;

/** All evaluation sets, newest first. */
export async function listEvaluationSets(
  scope: ReadScope,
  input: { readonly page: number; readonly page_size: number },
): Promise<Page<EvaluationSetView>> {
  const params = new Params();
  const orderBy = 'e.created_at desc, e.id';
  return await pageOf<EvaluationSetView>(scope, { columns: COLUMNS, from: SOURCE, where: [], orderBy, params }, input);
}

/** One set. @throws AppError `knowledge.set_not_found` */
export async function getEvaluationSet(scope: ReadScope, input: { readonly id: string }): Promise<EvaluationSetView> {
  const row = await queryOne<EvaluationSetView>(scope.em, `select ${COLUMNS} from ${SOURCE} where e.id = $1`, [
    input.id,
  ]);
  if (!row) throw knowledgeError('knowledge.set_not_found', { details: { id: input.id } });
  return row;
}

/** Makes a set with its questions. */
export async function createEvaluationSet(outer: WriteScope, input: CreateEvaluationSet): Promise<EvaluationSetView> {
  const id = newId();
  await inTransaction(outer, async (scope) => {
    scope.em.create(KnowledgeEvaluationSet, {
      id,
      name: input.name,
      description: input.description ?? null,
      createdBy: scope.actor.kind === 'system' ? null : scope.actor.userId,
      createdAt: scope.clock.now(),
    });
    await scope.em.flush();
    await insertQuestions(scope, id, input.questions);
    appendAudit(scope, {
      action: 'knowledge_evaluation.created',
      entity: 'knowledge_evaluation',
      entityId: id,
      after: { name: input.name, questions: input.questions.length },
    });
    await scope.em.flush();
  });
  return await getEvaluationSet(outer, { id });
}

/** Adds questions behind those that are there. @throws AppError `knowledge.set_not_found` */
export async function addEvaluationQuestions(
  outer: WriteScope,
  input: { readonly id: string; readonly questions: readonly EvaluationQuestion[] },
): Promise<EvaluationSetView> {
  await inTransaction(outer, async (scope) => {
    const locked = await query(scope.em, 'select id from knowledge_evaluation_set where id = $1 for update', [
      input.id,
    ]);
    if (locked.length === 0) throw knowledgeError('knowledge.set_not_found', { details: { id: input.id } });
    await insertQuestions(scope, input.id, input.questions);
  });
  return await getEvaluationSet(outer, input);
}

async function insertQuestions(
  scope: WriteScope,
  setId: string,
  questions: readonly EvaluationQuestion[],
): Promise<void> {
  const rows = questions.map((one, index) => ({
    id: newId(),
    place: index + 1,
    question: one.question,
    document_id: one.document_id ?? null,
    document: one.document ?? null,
    anchor: one.anchor ?? null,
    unanswerable: one.unanswerable,
  }));
  await query(
    scope.em,
    `insert into knowledge_evaluation_question (id, set_id, position, question, document_id, document, anchor, unanswerable)
     select r.id, $2, r.place + (select coalesce(max(position), 0) from knowledge_evaluation_question where set_id = $2), r.question,
       r.document_id, r.document, r.anchor, r.unanswerable
     from jsonb_to_recordset($1::jsonb) as r(id uuid, place int, question text, document_id uuid, document text, anchor text, unanswerable boolean)`,
    [JSON.stringify(rows), setId],
  );
}

/** The questions of a set in their order. @throws AppError `knowledge.set_not_found` */
export async function listEvaluationQuestions(
  scope: ReadScope,
  input: { readonly id: string; readonly page: number; readonly page_size: number },
): Promise<Page<EvaluationQuestionView>> {
  await getEvaluationSet(scope, input);
  const params = new Params();
  return await pageOf<EvaluationQuestionView>(
    scope,
    {
      columns: 'q.id, q.position, q.question, q.document_id, q.document, q.anchor, q.unanswerable',
      from: 'knowledge_evaluation_question q',
      where: [`q.set_id = ${params.add(input.id)}`],
      orderBy: 'q.position',
      params,
    },
    input,
  );
}

/** Deletes a set with its questions and runs. @throws AppError `knowledge.set_not_found` */
export async function deleteEvaluationSet(outer: WriteScope, input: { readonly id: string }): Promise<void> {
  await inTransaction(outer, async (scope) => {
    const rows = await query<{ name: string }>(
      scope.em,
      'delete from knowledge_evaluation_set where id = $1 returning name',
      [input.id],
    );
    const [row] = rows;
    if (!row) throw knowledgeError('knowledge.set_not_found', { details: { id: input.id } });
    appendAudit(scope, {
      action: 'knowledge_evaluation.deleted',
      entity: 'knowledge_evaluation',
      entityId: input.id,
      before: { name: row.name },
    });
    await scope.em.flush();
  });
}
