import { findApproval } from '../../domain/chat/approvals.ts';
import { ApprovalDecision } from '../../kernel/contracts/chat.ts';
import { settleCard } from './settle-card.ts';
import type { TurnContext } from './turn-context.ts';

/**
 * Settles cards the graph no longer waits for, because the person asked something else in between or decides from the
 * list of open cards. Same rules, same transaction; only no agent sums up afterwards.
 */
export async function settleAside(turn: TurnContext, decisions: Readonly<Record<string, unknown>>): Promise<void> {
  for (const [approvalId, raw] of Object.entries(decisions)) {
    const { agent, tool } = await findApproval(turn.scopeFor('assistant'), approvalId);
    const parsed = ApprovalDecision.safeParse(raw);
    const decision: ApprovalDecision = parsed.success ? parsed.data : { decision: 'refuse' };
    const { card, text } = await settleCard(turn, agent, { approvalId, toolCallId: approvalId, tool }, decision);
    turn.recorder.agentChosen(agent);
    if (card) turn.recorder.card(card);
    turn.recorder.token(turn.recorder.text ? `\n${text}` : text);
  }
}
