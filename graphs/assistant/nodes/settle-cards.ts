import { ToolMessage } from '@langchain/core/messages';
import { interrupt, type LangGraphRunnableConfig } from '@langchain/langgraph';
import { ApprovalDecision } from '../../../kernel/contracts/chat.ts';
import { settleCard, type OwnDeeds } from '../settle-card.ts';
import type { AssistantStateValue, WaitingCard } from '../state.ts';
import { turnOf } from '../turn-context.ts';

/** Approval id → what the person decided. A card without a decision goes on waiting; one with a broken decision is refused. */
export type Decisions = Readonly<Record<string, unknown>>;

/**
 * Pauses until a person has decided on one or more cards of the turn, then carries out what was agreed to. The pause
 * ends this node's first half for good: on resuming it begins again and `interrupt` answers the decisions. While cards
 * are left the graph comes back here, so that each may be decided in its own time.
 */
export async function settleCards(
  state: AssistantStateValue,
  config: LangGraphRunnableConfig,
): Promise<Partial<AssistantStateValue>> {
  const decisions = interrupt<WaitingCard[], Decisions>(state.waiting);
  const turn = turnOf(config);
  if (state.agent) turn.recorder.agentChosen(state.agent);
  const messages: ToolMessage[] = [];
  const ownDeeds: OwnDeeds = new Map(Object.entries(state.ownDeeds));
  for (const waiting of state.waiting.filter((one) => one.approvalId in decisions)) {
    const parsed = ApprovalDecision.safeParse(decisions[waiting.approvalId]);
    const decision: ApprovalDecision = parsed.success ? parsed.data : { decision: 'refuse' };
    const { card, text } = await settleCard(turn, state.agent ?? '', waiting, decision, ownDeeds);
    if (card) turn.recorder.card(card);
    const failed = card === undefined || card.status === 'conflict' || card.status === 'refused';
    messages.push(
      new ToolMessage({
        tool_call_id: waiting.toolCallId,
        name: waiting.tool,
        content: text,
        artifact: { text },
        status: failed ? 'error' : 'success',
      }),
    );
  }
  return {
    messages,
    waiting: state.waiting.filter((one) => !(one.approvalId in decisions)),
    ownDeeds: Object.fromEntries(ownDeeds),
  };
}
