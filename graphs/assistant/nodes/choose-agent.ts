import { HumanMessage, RemoveMessage, SystemMessage, type BaseMessage } from '@langchain/core/messages';
import type { LangGraphRunnableConfig } from '@langchain/langgraph';
import { z } from 'zod';
import type { Agent } from '../../../agents/agent.ts';
import { writeTool } from '../../../tools/tool.ts';
import type { AssistantStateValue } from '../state.ts';
import { turnOf, type TurnContext } from '../turn-context.ts';

/** Messages a thread remembers; the oldest whole turns beyond it are forgotten when a new turn begins. */
const REMEMBERED = 80;

/**
 * The supervisor: gives the turn to the agent it belongs to. What the tools' own declarations settle needs no model
 * call; only a close race is put to the model, and without a model the agent of the turn before goes on.
 */
export async function chooseAgent(
  state: AssistantStateValue,
  config: LangGraphRunnableConfig,
): Promise<Partial<AssistantStateValue>> {
  const turn = turnOf(config);
  const question = lastQuestion(state.messages);
  const chosen = await pickAgent(turn, question, state.agent);
  turn.recorder.agentChosen(chosen.name);
  return { agent: chosen.name, rounds: 0, waiting: [], ownDeeds: {}, messages: forgotten(state.messages) };
}

async function pickAgent(turn: TurnContext, question: string, previous: string | null): Promise<Agent> {
  const [first, ...others] = turn.agents;
  if (!first) throw new Error('nobody serves this person');
  if (others.length === 0) return first;
  const ranked = turn.rankAgents(question, turn.agents);
  const find = (name: string | null | undefined): Agent | undefined => turn.agents.find((agent) => agent.name === name);
  if (ranked?.sure) return find(ranked.agent) ?? first;
  if (turn.hasModel) return find(await askModel(turn, question)) ?? find(previous) ?? first;
  return find(ranked?.agent) ?? find(previous) ?? first;
}

/** One short model call that may only answer with an agent's name. Any fault means: undecided. */
async function askModel(turn: TurnContext, question: string): Promise<string | undefined> {
  const handOver = writeTool({
    name: 'hand_over',
    title: '转交',
    description: '把问题交给最合适的同事。',
    permission: 'chat.use',
    input: z.object({ agent: z.enum(turn.agents.map((agent) => agent.name) as [string, ...string[]]) }),
    phrases: [],
    propose: () => Promise.reject(new Error('never proposed')),
    carryOut: () => Promise.reject(new Error('never carried out')),
  });
  const charges = turn.agents.map((agent) => `- ${agent.name}（${agent.title}）：${agent.charge}`).join('\n');
  const messages = [
    new SystemMessage(`你负责把用户的问题分派给合适的同事。调用 hand_over，只选一位。\n${charges}`),
    new HumanMessage(question),
  ];
  try {
    const answer = await turn.callModel({
      agent: 'supervisor',
      messages,
      tools: [handOver],
      onToken: () => undefined,
      onReset: () => undefined,
    });
    return answer.tool_calls?.[0]?.args['agent'] as string | undefined;
  } catch (thrown) {
    if (turn.signal.aborted) throw thrown;
    return undefined;
  }
}

function lastQuestion(messages: readonly BaseMessage[]): string {
  const last = messages.findLast((message) => message.getType() === 'human');
  return typeof last?.content === 'string' ? last.content : '';
}

function forgotten(messages: readonly BaseMessage[]): BaseMessage[] {
  if (messages.length <= REMEMBERED) return [];
  const cut = messages.findIndex(
    (message, index) => index >= messages.length - REMEMBERED && message.getType() === 'human',
  );
  return messages
    .slice(0, Math.max(cut, 0))
    .flatMap((message) => (message.id ? [new RemoveMessage({ id: message.id })] : []));
}
