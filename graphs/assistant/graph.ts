import type { AIMessage } from '@langchain/core/messages';
import { END, START, StateGraph, type BaseCheckpointSaver } from '@langchain/langgraph';
import { callAgent } from './nodes/call-agent.ts';
import { chooseAgent } from './nodes/choose-agent.ts';
import { runTools } from './nodes/run-tools.ts';
import { settleCards } from './nodes/settle-cards.ts';
import { AssistantState, type AssistantStateValue } from './state.ts';

/**
 * One turn of the assistant: the supervisor chooses the agent; the agent's model answers or asks for tools; reading
 * tools run at once; changing tools pause until a person has decided on each of their cards; then the agent sums up.
 */
export function compileAssistant(checkpointer: BaseCheckpointSaver) {
  return new StateGraph(AssistantState)
    .addNode('choose_agent', chooseAgent)
    .addNode('call_agent', callAgent)
    .addNode('run_tools', runTools)
    .addNode('settle_cards', settleCards)
    .addEdge(START, 'choose_agent')
    .addEdge('choose_agent', 'call_agent')
    .addConditionalEdges('call_agent', afterAgent, ['run_tools', END])
    .addConditionalEdges('run_tools', afterTools, ['settle_cards', 'call_agent'])
    .addConditionalEdges('settle_cards', afterTools, ['settle_cards', 'call_agent'])
    .compile({ checkpointer });
}

export type AssistantGraph = ReturnType<typeof compileAssistant>;

function afterAgent(state: AssistantStateValue): 'run_tools' | typeof END {
  const last = state.messages.at(-1) as AIMessage | undefined;
  return last?.tool_calls?.length ? 'run_tools' : END;
}

/** Cards that wait come first; the agent goes on when none is left. */
function afterTools(state: AssistantStateValue): 'settle_cards' | 'call_agent' {
  return state.waiting.length > 0 ? 'settle_cards' : 'call_agent';
}
