import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { ErrorCode } from '@modelcontextprotocol/sdk/types.js';
import { OUTSIDE_ASSISTANT } from '../../agents/outside-assistant.ts';
import { callFromOutside } from '../../graphs/assistant/call-from-outside.ts';
import type { Actor } from '../../kernel/actor.ts';
import { toAppError } from '../../kernel/errors.ts';
import { toolError } from '../../tools/errors.ts';
import type { Tool, ToolScope } from '../../tools/tool.ts';
import type { ServiceParts } from '../parts.ts';
import { failedResult, toolResult } from './tool-results.ts';

/** What one request over MCP works with. */
export interface McpDoor {
  /** The person the calling program acts for. */
  readonly actor: Actor;
  readonly scope: ToolScope;
  /** What this person may use. */
  readonly tools: readonly Tool[];
  readonly parts: Pick<ServiceParts, 'config' | 'logger' | 'metrics'>;
}

/**
 * Calls a tool. What the calling model can mend comes back as a result that says so; an unknown name and a fault of ours
 * are errors of the protocol.
 */
export async function callTool(
  { actor, scope, tools, parts }: McpDoor,
  name: string,
  args: Record<string, unknown>,
): Promise<CallToolResult> {
  const tool = tools.find((one) => one.name === name);
  if (!tool)
    throw protocolError(
      ErrorCode.InvalidParams,
      toolError('tools.unknown', { details: { name: name.slice(0, 60) } }).sentence(actor.locale),
    );
  const started = performance.now();
  const measure = (outcome: 'done' | 'failed' | 'proposed'): void =>
    parts.metrics.toolCalls.observe({ tool: tool.name, outcome }, (performance.now() - started) / 1000);
  try {
    const result = await callFromOutside(scope, OUTSIDE_ASSISTANT, tool, args);
    measure(result.kind === 'answered' ? 'done' : 'proposed');
    return toolResult(result, parts.config.publicUrl);
  } catch (thrown) {
    measure('failed');
    const error = toAppError(thrown);
    if (error.kind !== 'bug') return failedResult(error, actor.locale);
    parts.logger.error({ error: thrown, code: error.code, tool: tool.name }, 'A tool called over MCP failed');
    throw protocolError(ErrorCode.InternalError, error.sentence(actor.locale));
  }
}

/** The library answers an error that has a `code` with it; its own class would put an English head before the sentence. */
function protocolError(code: ErrorCode, sentence: string): Error {
  return Object.assign(new Error(sentence), { code });
}
