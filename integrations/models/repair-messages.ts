import { AIMessage, ToolMessage, type BaseMessage } from '@langchain/core/messages';
import type { RawToolCall } from './collect-tool-calls.ts';
import type { UnsoundCall } from './check-tool-calls.ts';
import { parseArguments } from './parse-arguments.ts';

/** Enough of broken arguments for the model to recognise them. */
const SHOWN_ARGUMENTS = 2000;

/**
 * What is sent after the prompt to have unsound calls corrected: the answer itself and one result per call. Broken JSON
 * is quoted in the result and not put back as arguments, because servers refuse a history with invalid arguments.
 */
export function repairMessages(
  text: string,
  calls: readonly RawToolCall[],
  unsound: readonly UnsoundCall[],
): BaseMessage[] {
  const named = calls.map((call, index) => ({ call, id: `repair_${index + 1}`, args: parseArguments(call.args) }));
  return [
    new AIMessage({
      content: text,
      tool_calls: named.map(({ call, id, args }) => ({
        type: 'tool_call',
        id,
        name: call.name || 'unknown',
        args: args ?? {},
      })),
    }),
    ...named.map(({ call, id, args }) => {
      const problem = unsound.find((entry) => entry.call === call)?.problem;
      return new ToolMessage({
        tool_call_id: id,
        status: 'error',
        content: resultFor(problem, args ? undefined : call.args),
      });
    }),
  ];
}

function resultFor(problem: string | undefined, brokenArguments: string | undefined): string {
  if (problem === undefined)
    return 'Not executed, because another call of this answer was not valid. Send this call again.';
  const quoted = brokenArguments === undefined ? '' : `\nReceived: ${brokenArguments.slice(0, SHOWN_ARGUMENTS)}`;
  return `Not executed. ${problem}${quoted}\nCorrect it and send all calls of this answer again.`;
}
