import { StageDefinition } from '../../../db/entities/crm/stage-definition.entity.ts';
import { StageMoveRule } from '../../../db/entities/crm/stage-move-rule.entity.ts';
import { query } from '../../../db/query.ts';
import { LockMode } from '@mikro-orm/core';
import type { Stage } from '../../../kernel/contracts/crm.ts';
import type { StageDefinitionView, UpdateStageDefinition } from '../../../kernel/contracts/stages.ts';
import { appendAudit } from '../../append-audit.ts';
import { inTransaction } from '../../in-transaction.ts';
import { applyChanges, hasChanges } from '../apply-changes.ts';
import type { WriteScope } from '../crm-scope.ts';
import { stageError } from './errors.ts';
import { requireVersion } from '../lock-row.ts';
import { isOpenStage } from '../stage-table.ts';
import { checkStageRules } from './check-stage-rules.ts';
import { stageView } from './list-stages.ts';
import { loadStageRules } from './stage-rules.ts';

const FIELDS = {
  probability: 'probability',
  enforcement: 'enforcement',
  stalled_days: 'stalledDays',
  active: 'active',
  guidance: 'guidance',
} as const;

/**
 * Changes what a stage means: chance, required facts, days until a deal counts as stalled, its row of the table of moves.
 * The table as a whole is checked before anything is kept. All six stages are locked in one order, so that two people who
 * edit different stages cannot together make a table that neither of them saw.
 *
 * @throws AppError `crm.stale_version`, and as `checkStageRules`
 */
export async function updateStage(
  outer: WriteScope,
  input: UpdateStageDefinition & { readonly stage: Stage },
): Promise<StageDefinitionView> {
  return await inTransaction(outer, async (scope) => {
    const all = await scope.em.findAll(StageDefinition, {
      orderBy: { stage: 'asc' },
      lockMode: LockMode.PESSIMISTIC_WRITE,
      refresh: true,
    });
    const row = all.find(({ stage }) => stage === input.stage);
    if (!row) throw stageError('crm.stage_not_found', { details: { stage: input.stage } });
    requireVersion(row, input.version);
    const open = isOpenStage(row.stage);
    const old = row.probability;
    const changes = applyChanges(row, open ? input : { ...input, stalled_days: undefined }, FIELDS);
    changeFacts(row, input, changes);
    await changeMoves(scope, input, changes);
    if (hasChanges(changes)) {
      row.updatedAt = scope.clock.now();
      appendAudit(scope, { action: 'stage.updated', entity: 'stage', entityId: row.stage, ...changes });
      scope.events.publish('crm.record_changed', { entity: 'stage', id: row.stage, change: 'updated' });
      await scope.em.flush();
    }
    const rules = await loadStageRules(scope);
    checkStageRules(rules);
    if (input.apply_to_open && row.probability !== old) await moveOpenDeals(scope, row.stage, old, row.probability);
    return stageView(rules, row.stage);
  });
}

type Changes = ReturnType<typeof applyChanges>;

function changeFacts(row: { requiredFacts: string[] }, input: UpdateStageDefinition, changes: Changes): void {
  if (!input.required_facts) return;
  const wanted = [...new Set(input.required_facts)];
  if (wanted.join() === row.requiredFacts.join()) return;
  changes.before.required_facts = row.requiredFacts;
  changes.after.required_facts = wanted;
  row.requiredFacts = wanted;
}

async function changeMoves(
  scope: WriteScope,
  input: UpdateStageDefinition & { readonly stage: Stage },
  changes: Changes,
): Promise<void> {
  for (const cell of input.moves ?? []) {
    const row = await scope.em.findOneOrFail(StageMoveRule, { fromStage: input.stage, toStage: cell.to });
    const { before, after } = applyChanges(row, cell, {
      allowed: 'allowed',
      who: 'who',
      reason_required: 'reasonRequired',
    });
    if (Object.keys(after).length === 0) continue;
    changes.before[`move_${cell.to}`] = before;
    changes.after[`move_${cell.to}`] = after;
  }
}

/** Deals whose chance nobody set by hand take the new one; the version does not move, as it follows from the stage. */
async function moveOpenDeals(scope: WriteScope, stage: Stage, from: number, to: number): Promise<void> {
  await query(
    scope.em,
    'update opportunity set probability = $3, updated_at = $4 where stage = $1 and probability = $2',
    [stage, from, to, scope.clock.now()],
  );
}
