import { query, queryOne } from '../../db/query.ts';
import { toAppError } from '../../kernel/errors.ts';
import { inTransaction } from '../../domain/in-transaction.ts';
import { searchLibrary } from '../answer/search-library.ts';
import type { KnowledgeEngine } from '../engine.ts';
import { knowledgeError } from '../errors.ts';
import type { WriteScope } from '../knowledge-scope.ts';
import { figuresOf, gainOf, type JudgedQuestion } from './evaluation-figures.ts';
import { rightPassages } from './right-passages.ts';

const BATCH = 25;
const FIRST = 10;

interface Question {
  readonly position: number;
  readonly question: string;
  readonly document_id: string | null;
  readonly document: string | null;
  readonly anchor: string | null;
  readonly unanswerable: boolean;
}

interface Judged extends JudgedQuestion {
  readonly position: number;
  readonly question: string;
  readonly missing: boolean;
  readonly found: readonly string[];
}

/** Who started a run, so that its job searches with that person's rights. */
export async function evaluatorOf(
  scope: Pick<WriteScope, 'em'>,
  runId: string,
): Promise<{ userId: string | null } | undefined> {
  const row = await queryOne<{ id: string | null }>(
    scope.em,
    "select created_by_id as id from knowledge_evaluation_run where id = $1 and status = 'running'",
    [runId],
  );
  return row && { userId: row.id };
}

/**
 * Asks the questions of a run that were not asked yet, 25 at a time with the progress in the same transaction, and sums up.
 * @throws AppError (transient) to be tried again
 */
export async function runEvaluation(
  scope: WriteScope,
  engine: KnowledgeEngine,
  input: { readonly run_id: string; readonly signal?: AbortSignal },
): Promise<void> {
  try {
    while (await runBatch(scope, engine, input.run_id))
      if (input.signal?.aborted) throw knowledgeError('knowledge.interrupted');
    await finish(scope, input.run_id);
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.kind === 'transient') throw error;
    await query(
      scope.em,
      "update knowledge_evaluation_run set status = 'failed', error = $2, finished_at = $3 where id = $1 and status = 'running'",
      [input.run_id, error.sentence('zh'), scope.clock.now()],
    );
    throw thrown;
  }
}

async function runBatch(scope: WriteScope, engine: KnowledgeEngine, runId: string): Promise<boolean> {
  const questions = await query<Question>(
    scope.em,
    `select q.position, q.question, q.document_id, q.document, q.anchor, q.unanswerable from knowledge_evaluation_run r
     join knowledge_evaluation_question q on q.set_id = r.set_id
     where r.id = $1 and r.status = 'running' and not exists (select from knowledge_evaluation_result x where x.run_id = r.id and x.position = q.position)
     order by q.position limit ${BATCH}`,
    [runId],
  );
  if (questions.length === 0) return false;
  const judged: Judged[] = [];
  for (const question of questions) judged.push(await judge(scope, engine, question));
  await inTransaction(scope, async (tx) => {
    await query(
      tx.em,
      `insert into knowledge_evaluation_result (run_id, position, question, unanswerable, missing, rank, document_rank, gain, confidence, refused, found)
       select $2, x.position, x.question, x.unanswerable, x.missing, x.rank, x."documentRank", x.gain, x.confidence, x.refused, x.found
       from jsonb_to_recordset($1::jsonb) as x(position int, question text, unanswerable boolean, missing boolean, rank int,
         "documentRank" int, gain float8, confidence float8, refused boolean, found jsonb) on conflict do nothing`,
      [JSON.stringify(judged), runId],
    );
    await query(
      tx.em,
      `update knowledge_evaluation_run r set processed = x.n, missing = x.missing from (select count(*)::int as n,
         count(*) filter (where missing)::int as missing from knowledge_evaluation_result where run_id = $1) x where r.id = $1`,
      [runId],
    );
  });
  return true;
}

async function judge(scope: WriteScope, engine: KnowledgeEngine, question: Question): Promise<Judged> {
  const found = await searchLibrary(scope, engine, { query: question.question, limit: FIRST });
  const base = {
    position: question.position,
    question: question.question,
    unanswerable: question.unanswerable,
    confidence: found.confidence,
    refused: found.certainty === 'none',
    found: found.hits.map((hit) => hit.id),
  };
  if (question.unanswerable) return { ...base, missing: false, rank: null, documentRank: null, gain: 0 };
  const right = await rightPassages(scope, question);
  const isRight = found.hits.map((hit) => right.passages.has(hit.id));
  return {
    ...base,
    missing: right.passages.size === 0,
    rank: placeOf(isRight),
    documentRank: placeOf(found.hits.map((hit) => hit.document_id === right.documentId)),
    gain: gainOf(isRight, right.passages.size),
  };
}

function placeOf(flags: readonly boolean[]): number | null {
  const index = flags.indexOf(true);
  return index < 0 ? null : index + 1;
}

async function finish(scope: WriteScope, runId: string): Promise<void> {
  const results = await query<JudgedQuestion>(
    scope.em,
    `select unanswerable, rank, document_rank as "documentRank", gain, confidence, refused
     from knowledge_evaluation_result where run_id = $1 order by position`,
    [runId],
  );
  await query(
    scope.em,
    "update knowledge_evaluation_run set status = 'done', figures = $2::jsonb, finished_at = $3 where id = $1 and status = 'running'",
    [runId, JSON.stringify(figuresOf(results)), scope.clock.now()],
  );
}
