import type { Agent } from '../../agents/agent.ts';
import { appendAudit } from '../../domain/append-audit.ts';
import { openOutsideThread, type OutsideThread } from '../../domain/chat/open-outside-thread.ts';
import { plainValue } from '../../domain/chat/plain-text.ts';
import { findSameCard, placeCard } from '../../domain/chat/place-card.ts';
import { inTransaction } from '../../domain/in-transaction.ts';
import { requirePermission } from '../../kernel/actor.ts';
import type { ApprovalCard } from '../../kernel/contracts/chat.ts';
import { newId } from '../../kernel/ids.ts';
import type { ReadTool, Tool, ToolAnswer, ToolScope, WriteTool } from '../../tools/tool.ts';
import { makeCard } from './make-card.ts';
import { readArguments } from './read-arguments.ts';
import { TurnRecorder } from './turn-recorder.ts';

/** What became of a call: an answer at once, or a card in the person's chat that waits for their decision. */
export type OutsideResult =
  | { readonly kind: 'answered'; readonly answer: ToolAnswer }
  | { readonly kind: 'proposed'; readonly card: ApprovalCard; readonly threadId: string };

/**
 * Carries out a tool call of a program that stands outside the chat, in the name of the actor, by the rules of the chat:
 * a reading tool answers; a changing one only proposes, and whoever the program acts for decides in the console.
 *
 * @throws AppError `access.not_permitted`, `tools.bad_arguments`, `chat.too_many_cards`, and what the tool throws
 */
export async function callFromOutside(
  scope: ToolScope,
  door: Agent,
  tool: Tool,
  args: Record<string, unknown>,
): Promise<OutsideResult> {
  requirePermission(scope.actor, tool.permission);
  const input = readArguments(tool, plainValue(args));
  if (tool.risk === 'read') return { kind: 'answered', answer: await read(scope, tool, input) };
  return { kind: 'proposed', ...(await propose(scope, door, tool, input)) };
}

/** What a program learned leaves the house with it, so that it was asked stands in the audit log. */
async function read(scope: ToolScope, tool: ReadTool, input: Record<string, unknown>): Promise<ToolAnswer> {
  const answer = await tool.answer(scope, input);
  await inTransaction(scope, async (tx) => {
    appendAudit(tx, { action: 'tool.called', entity: 'tool', entityId: tool.name });
    await tx.em.flush();
  });
  return answer;
}

async function propose(
  scope: ToolScope,
  door: Agent,
  tool: WriteTool,
  input: Record<string, unknown>,
): Promise<{ card: ApprovalCard; threadId: string }> {
  const proposal = await tool.propose(scope, input);
  const card = makeCard(newId(), tool, proposal, scope.clock.now());
  return await inTransaction(scope, async (tx) => {
    const same = await findSameCard(tx, door.name, card.hash);
    if (same) return same;
    const thread = await openOutsideThread(tx, door.title);
    const runId = newId();
    const told = tell({ door, thread, runId, tool, input, card });
    const events = told.events.map((event, index) => ({ seq: thread.lastSeq + index + 1, runId, event }));
    await placeCard(tx, {
      approval: {
        id: card.id,
        threadId: thread.id,
        runId,
        agent: door.name,
        input: { ...input, ...proposal.settled },
        snapshot: { ...proposal.snapshot },
        card,
      },
      message: told.message,
      events,
    });
    for (const { seq, event } of events)
      tx.events.publish('chat.event', { threadId: thread.id, userId: tx.actor.userId, runId, seq, event });
    return { card, threadId: thread.id };
  });
}

interface Request {
  readonly door: Agent;
  readonly thread: OutsideThread;
  readonly runId: string;
  readonly tool: WriteTool;
  readonly input: Record<string, unknown>;
  readonly card: ApprovalCard;
}

/** The message that carries the card, and its events as a page that is open would hear them from a run of the chat. */
function tell({ door, thread, runId, tool, input, card }: Request) {
  const events: Array<Record<string, unknown> & { type: string }> = [];
  const recorder = new TurnRecorder((event) => events.push(plainValue(event)));
  const ids = { threadId: thread.id, runId };
  events.push({ type: 'RUN_STARTED', ...ids, metadata: { attempt: 1 } });
  if (thread.isNew) events.push({ type: 'CUSTOM', name: 'conversation_title', value: { title: thread.title } });
  recorder.agentChosen(door.name);
  recorder.token(`${door.title}请求“${tool.title}”，您同意后才会执行。`);
  recorder.toolStarted(card.id, tool.name, tool.title, input);
  recorder.toolEnded(card.id, 'proposed', card.summary);
  recorder.card(card);
  recorder.finish();
  const interrupt = {
    id: card.id,
    reason: 'approval',
    toolCallId: card.id,
    message: card.summary,
    expiresAt: card.expires_at,
  };
  events.push({ type: 'RUN_FINISHED', ...ids, outcome: { type: 'interrupt', interrupts: [interrupt] } });
  const { messageId, text, parts, steps } = recorder;
  return { events, message: plainValue({ id: messageId, content: text, parts, steps }) };
}
