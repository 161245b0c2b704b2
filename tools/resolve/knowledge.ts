import type { KnowledgeEngine } from '../../knowledge/engine.ts';
import { knowledgeError } from '../../knowledge/errors.ts';
import { recentQuestions } from '../../knowledge/quality/give-feedback.ts';
import type { EarlierTurn } from '../../knowledge/search/earlier-turn.ts';
import type { ToolScope } from '../tool.ts';

/** What finds answers in documents. @throws AppError `knowledge.off` where a service runs without it */
export function knowledgeOf(scope: ToolScope): KnowledgeEngine {
  if (!scope.knowledge) throw knowledgeError('knowledge.off');
  return scope.knowledge;
}

/** The questions the person asked just before, so that «那超过三十天呢» means what was spoken of. */
export async function historyOf(scope: ToolScope, question: string): Promise<EarlierTurn[]> {
  const earlier = await recentQuestions(scope);
  return earlier.filter((text) => text !== question).map((text) => ({ role: 'user', text }));
}
