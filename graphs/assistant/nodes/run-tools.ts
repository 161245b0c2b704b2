import { ToolMessage, type AIMessage } from '@langchain/core/messages';
import type { LangGraphRunnableConfig } from '@langchain/langgraph';
import { createApproval } from '../../../domain/chat/approvals.ts';
import { plainValue } from '../../../domain/chat/plain-text.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import { toAppError, type AppError } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { toolError, type NameChoice } from '../../../tools/errors.ts';
import type { ReadTool, WriteTool } from '../../../tools/tool.ts';
import { makeCard } from '../make-card.ts';
import { readArguments } from '../read-arguments.ts';
import type { AssistantStateValue, WaitingCard } from '../state.ts';
import { turnOf, type TurnContext } from '../turn-context.ts';

interface Call {
  readonly id: string;
  readonly name: string;
  readonly args: Record<string, unknown>;
}

/** The longest result a model is shown; a person sees the whole table beside the words. */
const LONGEST_RESULT = 6000;

/** Runs the tools the model asked for: reading ones at once, changing ones become cards that wait for a person. */
export async function runTools(
  state: AssistantStateValue,
  config: LangGraphRunnableConfig,
): Promise<Partial<AssistantStateValue>> {
  const turn = turnOf(config);
  const last = state.messages.at(-1) as AIMessage;
  const messages: ToolMessage[] = [];
  const waiting: WaitingCard[] = [];
  for (const call of (last.tool_calls ?? []) as Call[]) {
    turn.signal.throwIfAborted();
    const card = await runCall(turn, state.agent ?? '', { ...call, args: plainValue(call.args) }, messages);
    if (card) waiting.push(card);
  }
  return { messages, waiting, ownDeeds: {} };
}

async function runCall(
  turn: TurnContext,
  agentName: string,
  call: Call,
  messages: ToolMessage[],
): Promise<WaitingCard | undefined> {
  const agent = turn.agents.find((one) => one.name === agentName);
  const tool = agent && turn.toolsOf(agent).find((one) => one.name === call.name);
  const started = performance.now();
  turn.recorder.toolStarted(call.id, call.name, tool?.title ?? call.name, call.args);
  try {
    if (!tool) throw toolError('tools.unknown', { details: { name: call.name } });
    requirePermission(turn.actor, tool.permission);
    const input = readArguments(tool, call.args);
    if (tool.risk === 'read') {
      await answerNow(turn, agentName, tool, call.id, input, messages);
      turn.onToolCall(tool.name, 'done', (performance.now() - started) / 1000);
      return undefined;
    }
    const card = await proposeChange(turn, agentName, tool, call.id, input);
    turn.onToolCall(tool.name, 'proposed', (performance.now() - started) / 1000);
    return card;
  } catch (thrown) {
    if (turn.signal.aborted) throw thrown;
    const error = toAppError(thrown);
    if (error.kind === 'bug' || error.kind === 'transient') throw thrown;
    turn.onToolCall(call.name, 'failed', (performance.now() - started) / 1000);
    messages.push(failedResult(turn, call.id, error));
    return undefined;
  }
}

async function answerNow(
  turn: TurnContext,
  agent: string,
  tool: ReadTool,
  callId: string,
  input: Record<string, unknown>,
  messages: ToolMessage[],
): Promise<void> {
  const answer = await tool.answer(turn.scopeFor(agent), input);
  turn.recorder.toolEnded(callId, 'done', firstLine(answer.text));
  turn.recorder.addParts(answer.parts);
  messages.push(
    new ToolMessage({
      tool_call_id: callId,
      name: tool.name,
      content: shortened(answer.content),
      artifact: { text: answer.text },
    }),
  );
}

async function proposeChange(
  turn: TurnContext,
  agent: string,
  tool: WriteTool,
  callId: string,
  input: Record<string, unknown>,
): Promise<WaitingCard> {
  const scope = turn.scopeFor(agent);
  const proposal = await tool.propose(scope, input);
  const card = makeCard(newId(), tool, proposal, scope.clock.now());
  await createApproval(scope, {
    id: card.id,
    threadId: turn.threadId,
    runId: turn.runId,
    agent,
    input: { ...input, ...proposal.settled },
    snapshot: { ...proposal.snapshot },
    card,
  });
  turn.recorder.toolEnded(callId, 'proposed', card.summary);
  turn.recorder.card(card);
  return {
    approvalId: card.id,
    toolCallId: callId,
    tool: tool.name,
    summary: card.summary,
    expiresAt: card.expires_at,
  };
}

/** What went wrong, as a sentence for the model and for the person; a name that fits several records becomes choices. */
function failedResult(turn: TurnContext, callId: string, error: AppError): ToolMessage {
  const sentence = error.sentence(turn.actor.locale);
  const options = error.details['options'] as NameChoice[] | undefined;
  turn.recorder.toolEnded(callId, 'failed', sentence);
  if (options) turn.recorder.addParts([{ type: 'choices', question: sentence, options }]);
  const content = options ? `${sentence}${options.map((option) => option.label).join('；')}` : sentence;
  return new ToolMessage({ tool_call_id: callId, content, status: 'error', artifact: { text: sentence } });
}

function firstLine(text: string): string {
  const line = text.split('\n', 1)[0] ?? '';
  return line.length > 120 ? `${line.slice(0, 120)}…` : line;
}

function shortened(content: string): string {
  return content.length <= LONGEST_RESULT
    ? content
    : `${content.slice(0, LONGEST_RESULT)}\n（结果太长，后面的没有列出；完整表格已经显示给用户。）`;
}
