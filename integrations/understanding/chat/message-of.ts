import { AIMessage } from '@langchain/core/messages';
import type { Understanding } from '../understanding.ts';
import { ASK_KEY } from './turn-messages.ts';

const NO_TOKENS = { input_tokens: 0, output_tokens: 0, total_tokens: 0 } as const;

/** Plain words of the model. */
export function textMessage(text: string, extra: Readonly<Record<string, unknown>> = {}): AIMessage {
  return new AIMessage({ content: text, additional_kwargs: { ...extra }, usage_metadata: { ...NO_TOKENS } });
}

/**
 * What was understood as a message of the model: calls become tool calls with ids made by `newId`, a question carries
 * itself in `additional_kwargs` so that the graph can show the choices and the next turn can take the answer.
 */
export function messageOf(understanding: Understanding, newId: () => string): AIMessage {
  if (understanding.kind === 'ask') return textMessage(understanding.question, { [ASK_KEY]: understanding });
  if (understanding.kind === 'say') {
    const list = understanding.suggestions.map((suggestion) => `- ${suggestion}`).join('\n');
    return textMessage(list === '' ? understanding.text : `${understanding.text}\n${list}`, {
      suggestions: [...understanding.suggestions],
    });
  }
  return new AIMessage({
    content: '',
    tool_calls: understanding.calls.map(({ tool, args }) => ({
      type: 'tool_call' as const,
      id: newId(),
      name: tool,
      args: { ...args },
    })),
    additional_kwargs: { confidence: Math.min(...understanding.calls.map((call) => call.confidence)) },
    usage_metadata: { ...NO_TOKENS },
  });
}
