import { END, START, StateGraph } from '@langchain/langgraph';
import { askClassifier } from './nodes/ask-classifier.ts';
import { judgeBuiltin } from './nodes/judge-builtin.ts';
import { ClassifyState } from './state.ts';

/** What a message means: a language model judges it, else the built-in rules do. */
export function compileClassifyMessage() {
  return new StateGraph(ClassifyState)
    .addNode('ask_classifier', askClassifier)
    .addNode('judge_builtin', judgeBuiltin)
    .addEdge(START, 'ask_classifier')
    .addConditionalEdges('ask_classifier', ({ judged }) => (judged ? END : 'judge_builtin'), ['judge_builtin', END])
    .addEdge('judge_builtin', END)
    .compile();
}
