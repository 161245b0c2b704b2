import { z } from 'zod';
import type { RawToolCall } from './collect-tool-calls.ts';
import type { ModelTool } from './model-spec.ts';
import { parseArguments } from './parse-arguments.ts';

/** A call whose tool exists and whose arguments fit its schema. */
export interface SoundCall {
  readonly id: string | undefined;
  readonly name: string;
  readonly args: Record<string, unknown>;
}

/** A call that may not be carried out, and what to tell the model about it. */
export interface UnsoundCall {
  readonly call: RawToolCall;
  readonly reason: 'bad_arguments' | 'unknown_tool';
  readonly problem: string;
}

/** Holds every call of an answer against the tools that were offered. Arguments stay as the model wrote them. */
export async function checkToolCalls(
  calls: readonly RawToolCall[],
  tools: readonly ModelTool[],
): Promise<{ sound: SoundCall[]; unsound: UnsoundCall[] }> {
  const sound: SoundCall[] = [];
  const unsound: UnsoundCall[] = [];
  for (const call of calls) {
    const checked = await checkCall(call, tools);
    if ('problem' in checked) unsound.push(checked);
    else sound.push(checked);
  }
  return { sound, unsound };
}

async function checkCall(call: RawToolCall, tools: readonly ModelTool[]): Promise<SoundCall | UnsoundCall> {
  const tool = tools.find(({ name }) => name === call.name);
  if (!tool) {
    const known = tools.map(({ name }) => name).join(', ');
    return {
      call,
      reason: 'unknown_tool',
      problem: `There is no tool named "${call.name}". Tools: ${known || 'none'}.`,
    };
  }
  const args = parseArguments(call.args);
  if (!args) return { call, reason: 'bad_arguments', problem: 'The arguments are not a valid JSON object.' };
  const parsed = await tool.schema.safeParseAsync(args);
  if (parsed.success) return { id: call.id, name: call.name, args };
  return {
    call,
    reason: 'bad_arguments',
    problem: `The arguments do not fit the schema:\n${z.prettifyError(parsed.error)}`,
  };
}
