import { KnowledgeAnswer as AnswerRow } from '../../db/entities/knowledge/knowledge-answer.entity.ts';
import { query } from '../../db/query.ts';
import type { KnowledgeAnswer } from '../../kernel/contracts/knowledge.ts';
import { maskText } from '../../kernel/mask.ts';
import { inTransaction } from '../../domain/in-transaction.ts';
import { addGapQuestion } from '../quality/add-gap-question.ts';
import type { WriteScope } from '../knowledge-scope.ts';

/**
 * Keeps a question with its answer, so that it can be rated; one nobody could answer waits to be clustered. Phone numbers
 * people type into questions are hidden.
 *
 * @param versions version of each cited passage
 */
export async function recordAnswer(
  outer: WriteScope,
  answer: KnowledgeAnswer,
  versions: ReadonlyMap<string, string>,
): Promise<void> {
  await inTransaction(outer, async (scope) => {
    const user = scope.actor.kind === 'system' ? null : scope.actor.userId;
    const createdAt = scope.clock.now();
    const question = maskText(answer.question).slice(0, 500);
    scope.em.create(AnswerRow, {
      id: answer.id,
      question,
      outcome: answer.outcome,
      writtenBy: answer.written_by,
      text: answer.text,
      confidence: answer.confidence,
      dropped: answer.dropped,
      user,
      createdAt,
    });
    await scope.em.flush();
    for (const { number, document_id, passage_id } of answer.citations)
      // A document that was deleted since the search is not counted.
      await query(
        scope.em,
        `insert into knowledge_citation (answer_id, number, document_id, version_id, passage_id, created_at)
         select $1, $2, d.id, $4, $5, $6 from knowledge_document d where d.id = $3`,
        [answer.id, number, document_id, versions.get(passage_id) ?? passage_id, passage_id, createdAt],
      );
    if (answer.outcome === 'refused') await addGapQuestion(scope, { question, source: 'asked', answerId: answer.id });
  });
}
