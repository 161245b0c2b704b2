import { KnowledgeEvaluationRun } from '../../db/entities/knowledge/knowledge-evaluation-run.entity.ts';
import { Params, queryOne } from '../../db/query.ts';
import type {
  EvaluationResultList,
  EvaluationResultView,
  EvaluationRunView,
} from '../../kernel/contracts/knowledge-quality.ts';
import type { Page } from '../../kernel/contracts/paging.ts';
import { newId } from '../../kernel/ids.ts';
import { inTransaction } from '../../domain/in-transaction.ts';
import { accessKeysOf, readableBy } from '../documents/access.ts';
import { pageOf } from '../documents/page-of.ts';
import { knowledgeError } from '../errors.ts';
import type { ReadScope, WriteScope } from '../knowledge-scope.ts';
import { evaluateKnowledge } from './evaluate-knowledge.job.ts';
import { getEvaluationSet } from './evaluation-sets.ts';

const COLUMNS = `r.id, r.set_id, r.status, r.total, r.processed, r.missing, r.figures, r.error, u.name as created_by,
  iso(r.created_at) as created_at, iso(r.finished_at) as finished_at`;
const SOURCE = 'knowledge_evaluation_run r left join app_user u on u.id = r.created_by_id';

/**
 * Starts to ask a set's questions in the background, with the rights of the person who starts it.
 * @throws AppError `knowledge.set_not_found`, `knowledge.empty_set`
 */
export async function startEvaluation(outer: WriteScope, input: { readonly id: string }): Promise<EvaluationRunView> {
  const set = await getEvaluationSet(outer, input);
  if (set.questions === 0) throw knowledgeError('knowledge.empty_set');
  const id = newId();
  await inTransaction(outer, async (scope) => {
    scope.em.create(KnowledgeEvaluationRun, {
      id,
      set: input.id,
      status: 'running',
      total: set.questions,
      createdBy: scope.actor.kind === 'system' ? null : scope.actor.userId,
      createdAt: scope.clock.now(),
    });
    await scope.jobs.enqueue(scope.em, evaluateKnowledge, { run_id: id });
  });
  return await getEvaluationRun(outer, { id });
}

/** One run. @throws AppError `knowledge.run_not_found` */
export async function getEvaluationRun(scope: ReadScope, input: { readonly id: string }): Promise<EvaluationRunView> {
  const row = await queryOne<EvaluationRunView>(scope.em, `select ${COLUMNS} from ${SOURCE} where r.id = $1`, [
    input.id,
  ]);
  if (!row) throw knowledgeError('knowledge.run_not_found', { details: { id: input.id } });
  return row;
}

/** The runs of a set, newest first. @throws AppError `knowledge.set_not_found` */
export async function listEvaluationRuns(
  scope: ReadScope,
  input: { readonly id: string; readonly page: number; readonly page_size: number },
): Promise<Page<EvaluationRunView>> {
  await getEvaluationSet(scope, input);
  const params = new Params();
  const where = [`r.set_id = ${params.add(input.id)}`];
  return await pageOf<EvaluationRunView>(
    scope,
    { columns: COLUMNS, from: SOURCE, where, orderBy: 'r.created_at desc, r.id', params },
    input,
  );
}

const ONLY: Readonly<Record<NonNullable<EvaluationResultList['only']>, string>> = {
  missed: 'not r.unanswerable and r.rank is null',
  refused_wrongly: 'not r.unanswerable and r.refused',
  answered_wrongly: 'r.unanswerable and not r.refused',
};

/**
 * What a run found for each question; passages the reader may not see are left out.
 * @throws AppError `knowledge.run_not_found`
 */
export async function listEvaluationResults(
  scope: ReadScope,
  input: EvaluationResultList & { readonly id: string },
): Promise<Page<EvaluationResultView>> {
  await getEvaluationRun(scope, input);
  const params = new Params();
  const where = [`r.run_id = ${params.add(input.id)}`];
  if (input.only) where.push(ONLY[input.only]);
  const readable = readableBy(accessKeysOf(scope.actor), 'd', params);
  return await pageOf<EvaluationResultView>(
    scope,
    {
      columns: `r.position, r.question, r.unanswerable, r.rank, r.document_rank, r.confidence, r.refused,
        coalesce((select jsonb_agg(jsonb_build_object('passage_id', p.id, 'title', d.title, 'heading', coalesce(p.question, p.heading)) order by f.n)
          from jsonb_array_elements_text(r.found) with ordinality f(id, n) join knowledge_passage p on p.id = f.id::uuid
          join knowledge_document d on d.id = p.document_id and ${readable}), '[]') as found`,
      from: 'knowledge_evaluation_result r',
      where,
      orderBy: 'r.position',
      params,
    },
    input,
  );
}
