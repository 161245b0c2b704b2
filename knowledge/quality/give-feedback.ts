import { Params, query, queryOne } from '../../db/query.ts';
import type { AnswerList, AnswerLogView, GiveFeedback } from '../../kernel/contracts/knowledge.ts';
import type { Page } from '../../kernel/contracts/paging.ts';
import { maskText } from '../../kernel/mask.ts';
import { inTransaction } from '../../domain/in-transaction.ts';
import { pageOf } from '../documents/page-of.ts';
import { knowledgeError } from '../errors.ts';
import type { ReadScope, WriteScope } from '../knowledge-scope.ts';
import { addGapQuestion } from './add-gap-question.ts';

/** Reasons that say the answer is not to be had from the documents as they are. */
const WANTS_ARTICLE: ReadonlySet<string> = new Set(['wrong', 'outdated', 'incomplete', 'off_topic']);

/**
 * A person rates an answer they got; rating again replaces it. A bad one whose reason is the documents joins the questions
 * without a good answer.
 *
 * @throws AppError `knowledge.answer_not_found`, also for somebody else's answer
 */
export async function giveFeedback(outer: WriteScope, input: GiveFeedback & { readonly id: string }): Promise<void> {
  await inTransaction(outer, async (scope) => {
    const [row] = await query<{ question: string }>(
      scope.em,
      `update knowledge_answer set rating = $3, reason = $4, comment = $5, rated_at = $6 where id = $1 and user_id = $2
       returning question`,
      [
        input.id,
        scope.actor.userId,
        input.rating,
        input.rating === 'bad' ? (input.reason ?? null) : null,
        input.comment ? maskText(input.comment) : null,
        scope.clock.now(),
      ],
    );
    if (!row) throw knowledgeError('knowledge.answer_not_found', { details: { id: input.id } });
    if (input.rating === 'bad' && input.reason && WANTS_ARTICLE.has(input.reason))
      await addGapQuestion(scope, { question: row.question, source: 'feedback', answerId: input.id });
  });
}

/** The latest answer of the actor's own, for «这个回答没用» in the chat. */
export async function latestAnswer(scope: ReadScope): Promise<{ id: string; question: string } | undefined> {
  return await queryOne(
    scope.em,
    'select id, question from knowledge_answer where user_id = $1 order by created_at desc, id desc limit 1',
    [scope.actor.userId],
  );
}

/** Minutes within which a question belongs to the same talk, and questions that are remembered of it. */
const TALK = 10;
const REMEMBERED = 3;

/** What the actor asked in the last minutes, oldest first. */
export async function recentQuestions(scope: ReadScope): Promise<string[]> {
  const rows = await query<{ question: string }>(
    scope.em,
    `select question from knowledge_answer where user_id = $1 and created_at >= $2 order by created_at desc, id desc limit ${REMEMBERED}`,
    [scope.actor.userId, new Date(scope.clock.now().getTime() - TALK * 60_000)],
  );
  return rows.map((row) => row.question).reverse();
}

/**
 * Questions and how they were answered, newest first: one's own with the words, those of others without, because they may
 * quote what one may not read. Without `knowledge.write` only one's own.
 */
export async function listAnswers(scope: ReadScope, input: AnswerList): Promise<Page<AnswerLogView>> {
  const params = new Params();
  const me = params.add(scope.actor.userId);
  const where: string[] = [];
  if (input.mine === 'true' || !scope.actor.permissions.has('knowledge.write')) where.push(`a.user_id = ${me}`);
  if (input.outcome) where.push(`a.outcome = ${params.add(input.outcome)}`);
  if (input.rating) where.push(`a.rating = ${params.add(input.rating)}`);
  return await pageOf<AnswerLogView>(
    scope,
    {
      columns: `a.id, a.question, a.outcome, a.written_by, a.confidence, case when a.user_id = ${me} then a.text end as text,
        u.name as asked_by, a.rating, a.reason, a.comment, iso(a.created_at) as created_at`,
      from: 'knowledge_answer a left join app_user u on u.id = a.user_id',
      where: where.length > 0 ? where : [`${me}::uuid is not null`],
      orderBy: 'a.created_at desc, a.id desc',
      params,
    },
    input,
  );
}
