import { APPROVAL_LIFETIME_MS, hashCard, type CardContent } from '../../domain/chat/approvals.ts';
import type { ApprovalCard } from '../../kernel/contracts/chat.ts';
import type { Proposal, WriteTool } from '../../tools/tool.ts';

/** The card a person sees for a proposed change. Its hash covers all it shows and the versions it was made from. */
export function makeCard(
  id: string,
  tool: Pick<WriteTool, 'name' | 'risk'>,
  proposal: Proposal<unknown>,
  now: Date,
): ApprovalCard {
  const content: CardContent = {
    tool: tool.name,
    title: proposal.title,
    summary: proposal.summary,
    risk: tool.risk,
    changes: [...proposal.changes],
    outgoing_text: proposal.outgoingText ?? null,
    recipients: proposal.recipients ?? 0,
    fields: [...proposal.fields],
    refs: [...proposal.refs],
  };
  return {
    id,
    ...content,
    hash: hashCard(content, proposal.snapshot),
    status: 'pending',
    expires_at: new Date(now.getTime() + APPROVAL_LIFETIME_MS).toISOString(),
    result: null,
  };
}
