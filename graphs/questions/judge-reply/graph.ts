import { END, START, StateGraph } from '@langchain/langgraph';
import { askModel, repairAnswer } from './nodes/ask-model.ts';
import { judgeBuiltin } from './nodes/judge-builtin.ts';
import { settleJudgement } from './nodes/settle-judgement.ts';
import { JudgeReplyState, type JudgeReplyStateValue } from './state.ts';

/** What a reply means: a model fills in a form, corrected once and held against the words; else the built-in rules. */
export function compileJudgeReply() {
  return new StateGraph(JudgeReplyState)
    .addNode('ask_model', askModel)
    .addNode('repair_answer', repairAnswer)
    .addNode('settle_judgement', settleJudgement)
    .addNode('judge_builtin', judgeBuiltin)
    .addEdge(START, 'ask_model')
    .addConditionalEdges('ask_model', afterAsking, ['settle_judgement', 'repair_answer', 'judge_builtin'])
    .addConditionalEdges('repair_answer', ({ answer }) => (isFilled(answer) ? 'settle_judgement' : 'judge_builtin'), [
      'settle_judgement',
      'judge_builtin',
    ])
    .addEdge('settle_judgement', END)
    .addEdge('judge_builtin', END)
    .compile();
}

function afterAsking({ answer }: JudgeReplyStateValue): 'settle_judgement' | 'repair_answer' | 'judge_builtin' {
  if (!answer) return 'judge_builtin';
  return isFilled(answer) ? 'settle_judgement' : 'repair_answer';
}

function isFilled(answer: JudgeReplyStateValue['answer']): boolean {
  return answer?.reading.kind === 'filled';
}
