import type { InferEntity } from '@mikro-orm/core';
import { Opportunity } from '../../../db/entities/crm/opportunity.entity.ts';
import { StageChange } from '../../../db/entities/crm/stage-change.entity.ts';
import type { MoveStage, OpportunityView, Stage } from '../../../kernel/contracts/crm.ts';
import { newId } from '../../../kernel/ids.ts';
import { inTransaction } from '../../in-transaction.ts';
import { appendTimeline } from '../append-timeline.ts';
import type { WriteScope } from '../crm-scope.ts';
import { crmError } from '../errors.ts';
import { localToday } from '../local-today.ts';
import { lockRow } from '../lock-row.ts';
import { recordChange } from '../record-change.ts';
import { isOpenStage, STAGE_HINTS, STAGE_MOVES, STAGE_PROBABILITY } from '../stage-table.ts';
import { STAGE_WORDS } from '../words.ts';
import { actorId, requireOrder } from './insert-opportunity.ts';
import { readOpportunity } from './opportunity-view.ts';

type OpportunityRow = InferEntity<typeof Opportunity>;

/**
 * Moves an opportunity through the funnel by the table `STAGE_MOVES`. The chance follows the stage; won and lost set the
 * closing day (today unless given), lost needs a reason. A lost deal is taken up again, at negotiation, by its owner or
 * by somebody who may assign.
 *
 * @throws AppError `crm.opportunity_not_found`, `crm.stale_version`, `crm.stage_unchanged`, `crm.stage_move_not_allowed`,
 *   `crm.reopen_not_allowed`, `crm.lost_reason_missing`, `crm.closing_day_out_of_order`
 */
export async function moveStage(
  outer: WriteScope,
  input: MoveStage & { readonly id: string },
): Promise<OpportunityView> {
  return await inTransaction(outer, async (scope) => {
    const row = await lockRow(scope, Opportunity, input.id, 'crm.opportunity_not_found', input.version);
    const from = row.stage;
    requireMove(scope, row, input);
    const before = snapshot(row);
    applyMove(scope, row, input);
    const after = snapshot(row);
    const now = scope.clock.now();
    scope.em.create(StageChange, {
      id: newId(),
      opportunity: row.id,
      fromStage: from,
      toStage: input.stage,
      changedAt: now,
      actorId: actorId(scope),
    });
    appendTimeline(scope, {
      customerId: row.customer,
      kind: 'opportunity.stage_moved',
      about: `${row.name}（${STAGE_WORDS[from]} → ${STAGE_WORDS[input.stage]}）`,
      body: input.stage === 'lost' ? row.lostReason : null,
      entity: 'opportunity',
      entityId: row.id,
    });
    recordChange(scope, { entity: 'opportunity', id: row.id, change: 'updated', verb: 'stage_moved', before, after });
    await scope.em.flush();
    return await readOpportunity(scope, row.id);
  });
}

/**
 * Whether the move is allowed at all, for a card that asks before it writes.
 * @throws AppError as `moveStage`
 */
export function requireMove(
  scope: Pick<WriteScope, 'actor'>,
  row: { readonly stage: Stage; readonly owner?: string | null },
  input: Pick<MoveStage, 'stage' | 'lost_reason'>,
): void {
  const move = STAGE_MOVES[row.stage][input.stage];
  const words = { from: STAGE_WORDS[row.stage], to: STAGE_WORDS[input.stage] };
  if (move === 'same') throw crmError('crm.stage_unchanged', { details: { stage: words.to } });
  if (move === 'too_far_back' || move === 'final') {
    throw crmError('crm.stage_move_not_allowed', { details: { ...words, hint: STAGE_HINTS[move] } });
  }
  if (move === 'reopen' && row.owner !== scope.actor.userId && !scope.actor.permissions.has('crm.assign')) {
    throw crmError('crm.reopen_not_allowed');
  }
  if (move === 'lose' && !input.lost_reason) throw crmError('crm.lost_reason_missing');
}

function applyMove(scope: WriteScope, row: OpportunityRow, input: MoveStage): void {
  const now = scope.clock.now();
  row.stage = input.stage;
  row.probability = STAGE_PROBABILITY[input.stage];
  row.closedOn = isOpenStage(input.stage) ? null : (input.closed_on ?? localToday(scope.clock));
  row.lostReason = input.stage === 'lost' ? input.lost_reason : null;
  row.stageChangedAt = now;
  row.updatedAt = now;
  requireOrder(row.openedOn, row.closedOn);
}

function snapshot(row: OpportunityRow): Record<string, unknown> {
  return {
    stage: row.stage,
    probability: row.probability,
    closed_on: row.closedOn ?? null,
    lost_reason: row.lostReason ?? null,
  };
}
