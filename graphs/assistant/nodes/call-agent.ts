import { SystemMessage, ToolMessage, type AIMessage, type BaseMessage } from '@langchain/core/messages';
import type { LangGraphRunnableConfig } from '@langchain/langgraph';
import type { AnswerPart } from '../../../kernel/contracts/chat.ts';
import { systemPrompt } from '../system-prompt.ts';
import type { AssistantStateValue } from '../state.ts';
import { turnOf } from '../turn-context.ts';

/** Model calls one turn may take; more means that the model goes round in circles. */
export const MOST_ROUNDS = 8;

/** One call of the agent's model: it answers in words, or asks for tools. */
export async function callAgent(
  state: AssistantStateValue,
  config: LangGraphRunnableConfig,
): Promise<Partial<AssistantStateValue>> {
  const turn = turnOf(config);
  const agent = turn.agents.find((one) => one.name === state.agent);
  if (!agent) throw new Error(`no agent ${state.agent}`);
  turn.recorder.agentChosen(agent.name);
  const from = turn.recorder.text.length;
  const mayUseTools = state.rounds < MOST_ROUNDS;
  const answer = await turn.callModel({
    agent: agent.name,
    messages: [
      new SystemMessage(systemPrompt(agent, turn.actor, turn.clock.now())),
      ...withOpenCallsAnswered(state.messages),
    ],
    tools: mayUseTools ? turn.toolsOf(agent) : [],
    onToken: (text) => turn.recorder.token(text),
    onReset: () => turn.recorder.reset(from),
  });
  turn.recorder.addParts(partsOf(answer));
  return { messages: [answer], rounds: state.rounds + 1 };
}

/** Choices and next steps that the built-in model puts beside its words. */
function partsOf(answer: AIMessage): AnswerPart[] {
  const extra = answer.additional_kwargs as {
    ask?: { question: string; options?: { label: string; value: string }[] };
    suggestions?: string[];
  };
  const parts: AnswerPart[] = [];
  if (extra.ask?.options?.length)
    parts.push({ type: 'choices', question: extra.ask.question, options: extra.ask.options });
  if (extra.suggestions?.length) parts.push({ type: 'suggestions', items: extra.suggestions });
  return parts;
}

/**
 * Calls without results are left by a turn that was stopped, or whose card still waits while the person says something
 * else. Models refuse such a history; dropping the call would make them forget what was proposed. So each is answered.
 */
function withOpenCallsAnswered(messages: readonly BaseMessage[]): BaseMessage[] {
  const answered = new Set(
    messages.flatMap((message) => ('tool_call_id' in message ? [message.tool_call_id as string] : [])),
  );
  return messages.flatMap((message) => {
    const open = ((message as AIMessage).tool_calls ?? []).filter((call) => !answered.has(call.id ?? ''));
    return [
      message,
      ...open.map(
        (call) =>
          new ToolMessage({
            tool_call_id: call.id ?? '',
            name: call.name,
            content: '还没有结果：等用户确认，或已被中断。',
          }),
      ),
    ];
  });
}
