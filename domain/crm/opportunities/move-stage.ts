import type { InferEntity } from '@mikro-orm/core';
import { Opportunity } from '../../../db/entities/crm/opportunity.entity.ts';
import { StageChange } from '../../../db/entities/crm/stage-change.entity.ts';
import type { MoveStage, OpportunityView } from '../../../kernel/contracts/crm.ts';
import type { FactKey } from '../../../kernel/contracts/stages.ts';
import { newId } from '../../../kernel/ids.ts';
import { inTransaction } from '../../in-transaction.ts';
import { appendTimeline } from '../append-timeline.ts';
import type { TellScope, WriteScope } from '../crm-scope.ts';
import { requireFacts } from '../facts/require-facts.ts';
import { localToday } from '../local-today.ts';
import { lockRow } from '../lock-row.ts';
import { settleLostReason, type SettledReason } from '../lost-reasons/settle-lost-reason.ts';
import { recordChange } from '../record-change.ts';
import { isOpenStage } from '../stage-table.ts';
import { requireMove } from '../stages/require-move.ts';
import { loadStageRules, type StageRules } from '../stages/stage-rules.ts';
import { STAGE_WORDS } from '../words.ts';
import { actorId, requireOrder } from './insert-opportunity.ts';
import { readOpportunity } from './opportunity-view.ts';
import { opportunityStageMoved } from './signals.ts';

type OpportunityRow = InferEntity<typeof Opportunity>;

/**
 * Moves an opportunity through the funnel by the organisation's table of moves. The chance follows the stage; won and lost
 * set the closing day (today unless given), lost needs a reason from the list or in words. Facts the stage requires and
 * nobody knows refuse the move, unless a manager says why it goes on without them; where they are only advised they are
 * kept with the move.
 *
 * @throws AppError `crm.opportunity_not_found`, `crm.stale_version`, `crm.closing_day_out_of_order`, and as `requireMove`,
 *   `requireFacts` and `settleLostReason`
 */
export async function moveStage(
  outer: TellScope,
  input: MoveStage & { readonly id: string },
): Promise<OpportunityView> {
  return await inTransaction(outer, async (scope) => {
    const row = await lockRow(scope, Opportunity, input.id, 'crm.opportunity_not_found', input.version);
    const from = row.stage;
    const rules = await loadStageRules(scope);
    requireMove(rules, scope.actor, row, input);
    const missing = await requireFacts(scope, rules, row.id, input);
    const lost = input.stage === 'lost' ? await settleLostReason(scope, input) : { reason: null, id: null };
    const before = snapshot(row);
    applyMove(scope, rules, row, input, lost);
    const reason = input.override_reason || input.reason || null;
    writeMove(scope, row, { from, reason, missing });
    recordChange(scope, {
      entity: 'opportunity',
      id: row.id,
      change: 'updated',
      verb: 'stage_moved',
      before,
      after: { ...snapshot(row), ...(reason ? { reason } : {}), ...(missing.length > 0 ? { missing } : {}) },
    });
    await scope.jobs.tell(scope.em, opportunityStageMoved, {
      opportunity_id: row.id,
      customer_id: row.customer ?? null,
      owner_id: row.owner ?? null,
      from,
      to: row.stage,
      at: row.stageChangedAt.toISOString(),
    });
    await scope.em.flush();
    return await readOpportunity(scope, row.id);
  });
}

function applyMove(
  scope: WriteScope,
  rules: StageRules,
  row: OpportunityRow,
  input: MoveStage,
  lost: SettledReason,
): void {
  const now = scope.clock.now();
  row.stage = input.stage;
  row.probability = rules.stages[input.stage].probability;
  row.closedOn = isOpenStage(input.stage) ? null : (input.closed_on ?? localToday(scope.clock));
  row.lostReason = lost.reason;
  row.lostReasonItem = lost.id;
  row.stageChangedAt = now;
  row.updatedAt = now;
  requireOrder(row.openedOn, row.closedOn);
}

function writeMove(
  scope: WriteScope,
  row: OpportunityRow,
  move: { from: OpportunityRow['stage']; reason: string | null; missing: FactKey[] },
): void {
  scope.em.create(StageChange, {
    id: newId(),
    opportunity: row.id,
    fromStage: move.from,
    toStage: row.stage,
    changedAt: row.stageChangedAt,
    actorId: actorId(scope),
    reason: move.reason,
    missingFacts: move.missing.length > 0 ? move.missing : null,
  });
  appendTimeline(scope, {
    customerId: row.customer,
    kind: 'opportunity.stage_moved',
    about: `${row.name}（${STAGE_WORDS[move.from]} → ${STAGE_WORDS[row.stage]}）`,
    body: row.stage === 'lost' ? (row.lostReason ?? null) : move.reason,
    entity: 'opportunity',
    entityId: row.id,
  });
}

function snapshot(row: OpportunityRow): Record<string, unknown> {
  return {
    stage: row.stage,
    probability: row.probability,
    closed_on: row.closedOn ?? null,
    lost_reason: row.lostReason ?? null,
  };
}
