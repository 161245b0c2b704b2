import { settleApproval, takeApproval, type TakenApproval } from '../../domain/chat/approvals.ts';
import { chatError } from '../../domain/chat/errors.ts';
import { appendAudit } from '../../domain/append-audit.ts';
import { inTransaction } from '../../domain/in-transaction.ts';
import type { Scope } from '../../domain/scope.ts';
import { requirePermission } from '../../kernel/actor.ts';
import type { ApprovalCard, ApprovalDecision } from '../../kernel/contracts/chat.ts';
import { toAppError } from '../../kernel/errors.ts';
import { toolError } from '../../tools/errors.ts';
import type { Proposal, ToolAnswer, WriteTool } from '../../tools/tool.ts';
import { makeCard } from './make-card.ts';
import type { WaitingCard } from './state.ts';
import type { TurnContext } from './turn-context.ts';

/** How often each record (`<entity>:<id>`) was changed by earlier cards that are settled together with this one. */
export type OwnDeeds = Map<string, number>;

export interface SettledCard {
  /** Left out when the card could not be taken at all. */
  readonly card?: ApprovalCard;
  /** What was done or why not, for the person and the model. */
  readonly text: string;
}

/**
 * Settles one card: the deed, the card's new status and the audit line are one transaction. What was agreed to is made
 * anew from the records as they are now; any difference to what the card showed is a conflict and nothing is done.
 */
export async function settleCard(
  turn: TurnContext,
  agent: string,
  waiting: WaitingCard,
  decision: ApprovalDecision,
  ownDeeds: OwnDeeds = new Map(),
): Promise<SettledCard> {
  const scope = turn.scopeFor(agent, waiting.approvalId);
  try {
    return await inTransaction(scope, async (tx) => {
      const approval = await takeApproval(tx, waiting.approvalId);
      if (decision.decision === 'refuse')
        return close(
          tx,
          approval,
          'refused',
          decision.reason ? `没有执行：${decision.reason}` : '好的，没有做任何改动。',
        );
      if (approval.expiresAt <= tx.clock.now())
        return close(tx, approval, 'expired', chatError('chat.approval_expired').sentence(turn.actor.locale));
      if (decision.hash !== approval.hash) throw chatError('chat.approval_mismatch');
      const answer = await carryOut(tx, toolNamed(turn, agent, waiting.tool), approval, decision, ownDeeds);
      turn.recorder.addParts(answer.parts);
      return close(tx, approval, decision.decision === 'edit' ? 'edited' : 'approved', answer.text);
    });
  } catch (thrown) {
    return await closeFailed(turn, agent, waiting, thrown);
  }
}

function toolNamed(turn: TurnContext, agentName: string, name: string): WriteTool {
  const agent = turn.proposers.find((one) => one.name === agentName);
  const tool = agent && turn.toolsOf(agent).find((one) => one.name === name);
  if (!tool || tool.risk === 'read') throw toolError('tools.unknown', { details: { name } });
  requirePermission(turn.actor, tool.permission);
  return tool;
}

async function carryOut(
  tx: Scope,
  tool: WriteTool,
  approval: TakenApproval,
  decision: Exclude<ApprovalDecision, { decision: 'refuse' }>,
  ownDeeds: OwnDeeds,
): Promise<ToolAnswer> {
  const edited = decision.decision === 'edit' ? { ...approval.input, ...decision.input } : approval.input;
  const parsed = tool.input.safeParse(edited);
  if (!parsed.success)
    throw toolError('tools.bad_arguments', {
      details: { name: tool.title, problems: parsed.error.issues.map((issue) => issue.message).join('；') },
    });
  const proposal = withoutOwnDeeds(await tool.propose(tx, parsed.data), approval.snapshot, ownDeeds);
  const now = makeCard(approval.id, tool, proposal, tx.clock.now());
  const sameRecords = Object.entries(proposal.snapshot).every(
    ([key, version]) => approval.snapshot[key] === undefined || approval.snapshot[key] === version,
  );
  const unchanged = decision.decision === 'edit' ? sameRecords : now.hash === approval.hash;
  if (!unchanged) throw chatError('chat.record_changed');
  if (decision.decision === 'edit') approval.card = { ...now, fields: approval.card.fields };
  const answer = await tool.carryOut(tx, proposal.plan);
  for (const key of Object.keys(approval.snapshot)) ownDeeds.set(key, (ownDeeds.get(key) ?? 0) + 1);
  return answer;
}

/**
 * Two cards of one turn may change one record (stage, then amount). The first deed raises the version that the second
 * card was made from; that is no change by somebody else. What the card shows is still compared word by word.
 */
function withoutOwnDeeds<P>(
  proposal: Proposal<P>,
  shown: Readonly<Record<string, number>>,
  ownDeeds: OwnDeeds,
): Proposal<P> {
  const snapshot = Object.entries(proposal.snapshot).map(([key, version]) => {
    const before = shown[key];
    const isOwn = before !== undefined && version > before && version - before <= (ownDeeds.get(key) ?? 0);
    return [key, isOwn ? before : version] as const;
  });
  return { ...proposal, snapshot: Object.fromEntries(snapshot) };
}

function close(tx: Scope, approval: TakenApproval, status: ApprovalCard['status'], text: string): SettledCard {
  const card = settleApproval(tx, approval, status, text);
  appendAudit(tx, {
    action: `approval.${status}`,
    entity: 'approval',
    entityId: approval.id,
    before: { tool: approval.tool, hash: approval.hash },
    after: { summary: card.summary, result: text },
  });
  return { card, text };
}

/** The deed was rolled back; the card says why, unless somebody else had settled it. */
async function closeFailed(
  turn: TurnContext,
  agent: string,
  waiting: WaitingCard,
  thrown: unknown,
): Promise<SettledCard> {
  const error = toAppError(thrown);
  if (turn.signal.aborted || error.kind === 'bug' || error.kind === 'transient') throw thrown;
  const text = error.sentence(turn.actor.locale);
  const untouchable =
    error.code === 'chat.approval_settled' ||
    error.code === 'chat.approval_not_found' ||
    error.code === 'chat.approval_mismatch';
  if (untouchable) return { text };
  const scope = turn.scopeFor(agent, waiting.approvalId);
  return await inTransaction(scope, async (tx) =>
    close(tx, await takeApproval(tx, waiting.approvalId), 'conflict', text),
  );
}
