import { END, START, StateGraph } from '@langchain/langgraph';
import { askModel, repairAnswer } from './nodes/ask-model.ts';
import { judgeBuiltin } from './nodes/judge-builtin.ts';
import { settleAnalysis } from './nodes/settle-analysis.ts';
import { AnalyseCallState, type AnalyseCallStateValue } from './state.ts';

/** What a call came to: a model fills in a form, corrected once and held against the words; else the built-in rules. */
export function compileAnalyseCall() {
  return new StateGraph(AnalyseCallState)
    .addNode('ask_model', askModel)
    .addNode('repair_answer', repairAnswer)
    .addNode('settle_analysis', settleAnalysis)
    .addNode('judge_builtin', judgeBuiltin)
    .addEdge(START, 'ask_model')
    .addConditionalEdges('ask_model', afterAsking, ['settle_analysis', 'repair_answer', 'judge_builtin'])
    .addConditionalEdges('repair_answer', ({ answer }) => (isFilled(answer) ? 'settle_analysis' : 'judge_builtin'), [
      'settle_analysis',
      'judge_builtin',
    ])
    .addEdge('settle_analysis', END)
    .addEdge('judge_builtin', END)
    .compile();
}

function afterAsking({ answer }: AnalyseCallStateValue): 'settle_analysis' | 'repair_answer' | 'judge_builtin' {
  if (!answer) return 'judge_builtin';
  return isFilled(answer) ? 'settle_analysis' : 'repair_answer';
}

function isFilled(answer: AnalyseCallStateValue['answer']): boolean {
  return answer?.reading.kind === 'filled';
}
