import { END, START, StateGraph } from '@langchain/langgraph';
import { answerCourtesy } from './nodes/answer-courtesy.ts';
import { fitAnswer } from './nodes/fit-answer.ts';
import { lookUp } from './nodes/look-up.ts';
import { wordAnswer } from './nodes/word-answer.ts';
import { DraftState, type DraftStateValue } from './state.ts';

/** A reply to a customer: a courtesy, or what the documents for customers say, worded by a model where there is one. */
export function compileDraftReply() {
  const unlessDone = (next: 'look_up' | 'word_answer') => (state: DraftStateValue) => (state.draft ? END : next);
  return new StateGraph(DraftState)
    .addNode('answer_courtesy', answerCourtesy)
    .addNode('look_up', lookUp)
    .addNode('word_answer', wordAnswer)
    .addNode('fit_answer', fitAnswer)
    .addEdge(START, 'answer_courtesy')
    .addConditionalEdges('answer_courtesy', unlessDone('look_up'), ['look_up', END])
    .addConditionalEdges('look_up', unlessDone('word_answer'), ['word_answer', END])
    .addEdge('word_answer', 'fit_answer')
    .addEdge('fit_answer', END)
    .compile();
}
