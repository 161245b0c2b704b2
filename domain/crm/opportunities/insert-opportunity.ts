import type { InferEntity } from '@mikro-orm/core';
import { Opportunity } from '../../../db/entities/crm/opportunity.entity.ts';
import { StageChange } from '../../../db/entities/crm/stage-change.entity.ts';
import type { CreateOpportunity } from '../../../kernel/contracts/crm.ts';
import { newId } from '../../../kernel/ids.ts';
import { appendTimeline } from '../append-timeline.ts';
import { applyChanges } from '../apply-changes.ts';
import type { WriteScope } from '../crm-scope.ts';
import { applyCustom } from '../custom-fields/apply-custom.ts';
import { crmError } from '../errors.ts';
import { flushUnique } from '../flush-unique.ts';
import { localToday } from '../local-today.ts';
import { recordChange } from '../record-change.ts';
import type { Ownership } from '../resolve-owner.ts';
import { settleLostReason } from '../lost-reasons/settle-lost-reason.ts';
import { isOpenStage, OPEN_STAGES } from '../stage-table.ts';
import { loadStageRules } from '../stages/stage-rules.ts';
import { STAGE_WORDS } from '../words.ts';
import { OPPORTUNITY_FIELDS } from './opportunity-fields.ts';

/**
 * Writes a new opportunity for an owner that is settled, with its first stage change, timeline and audit lines, in the
 * caller's transaction. Without a stage it begins with the first one in use. A closed stage gets its closing day (today
 * unless given); won counts as 100 per cent.
 *
 * @param record `derived` from another one, which need not know every required custom field
 * @throws AppError `crm.lost_reason_missing`, `crm.closing_day_out_of_order`, `crm.duplicate_external_id`,
 *   `crm.custom_invalid`
 */
export async function insertOpportunity(
  scope: WriteScope,
  input: Omit<CreateOpportunity, 'owner_id'>,
  ownership: Pick<Ownership, 'owner' | 'team'>,
  record: 'new' | 'derived' = 'new',
): Promise<InferEntity<typeof Opportunity>> {
  const rules = await loadStageRules(scope);
  const stage = input.stage ?? OPEN_STAGES.find((one) => rules.stages[one].active) ?? 'prospecting';
  const now = scope.clock.now();
  const today = localToday(scope.clock);
  const openedOn = input.opened_on ?? today;
  const closedOn = isOpenStage(stage) ? null : (input.closed_on ?? today);
  const lost = stage === 'lost' ? await settleLostReason(scope, input) : { reason: null, id: null };
  requireOrder(openedOn, closedOn);
  const opportunity = scope.em.create(Opportunity, {
    id: newId(),
    name: input.name,
    stage,
    probability: rules.stages[stage].probability,
    closedOn,
    lostReasonItem: lost.id,
    owner: ownership.owner,
    team: ownership.team,
    searchText: '',
    stageChangedAt: now,
    createdAt: now,
    updatedAt: now,
  });
  const given = { ...input, opened_on: openedOn, probability: isOpenStage(stage) ? input.probability : undefined };
  const changes = applyChanges(opportunity, given, OPPORTUNITY_FIELDS);
  await applyCustom(scope, 'opportunity', opportunity, changes, { names: [input.name], given: input.custom, record });
  scope.em.create(StageChange, {
    id: newId(),
    opportunity: opportunity.id,
    fromStage: null,
    toStage: stage,
    changedAt: now,
    actorId: actorId(scope),
  });
  appendTimeline(scope, {
    customerId: input.customer_id,
    kind: 'opportunity.created',
    about: `${input.name}（${STAGE_WORDS[stage]}）`,
    entity: 'opportunity',
    entityId: opportunity.id,
  });
  recordChange(scope, {
    entity: 'opportunity',
    id: opportunity.id,
    change: 'created',
    after: { ...changes.after, name: input.name, stage, closed_on: closedOn, owner_id: ownership.owner },
  });
  await flushUnique(scope, input.external_id);
  return opportunity;
}

/** @throws AppError `crm.closing_day_out_of_order` when a deal would close before it was opened */
export function requireOrder(openedOn: string | null | undefined, closedOn: string | null | undefined): void {
  if (openedOn && closedOn && closedOn < openedOn) {
    throw crmError('crm.closing_day_out_of_order', { details: { opened_on: openedOn, closed_on: closedOn } });
  }
}

/** Who a stage change is booked to; the service itself is nobody. */
export function actorId(scope: Pick<WriteScope, 'actor'>): string | null {
  return scope.actor.kind === 'system' ? null : scope.actor.userId;
}
