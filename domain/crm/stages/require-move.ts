import type { Actor } from '../../../kernel/actor.ts';
import { STAGES, type MoveStage, type Stage } from '../../../kernel/contracts/crm.ts';
import type { MovePeople } from '../../../kernel/contracts/stages.ts';
import { crmError } from '../errors.ts';
import { stageError } from './errors.ts';
import { moveKind } from '../stage-table.ts';
import { STAGE_WORDS } from '../words.ts';
import type { StageRules } from './stage-rules.ts';

interface MovingDeal {
  readonly stage: Stage;
  readonly owner?: string | null;
}

type Wanted = Pick<MoveStage, 'stage' | 'lost_reason' | 'lost_reason_id' | 'reason'>;

/**
 * Whether a deal may move at all by the organisation's table of moves: also for a card that asks before it writes.
 *
 * @throws AppError `crm.stage_unchanged`, `crm.stage_not_in_use`, `crm.stage_move_not_allowed`, `crm.reopen_not_allowed`,
 *   `crm.stage_move_not_yours`, `crm.stage_reason_missing`, `crm.lost_reason_missing`
 */
export function requireMove(rules: StageRules, actor: Actor, deal: MovingDeal, input: Wanted): void {
  const cell = rules.moves[deal.stage][input.stage];
  const kind = moveKind(deal.stage, input.stage);
  const words = { from: STAGE_WORDS[deal.stage], to: STAGE_WORDS[input.stage] };
  if (kind === 'same') throw crmError('crm.stage_unchanged', { details: { stage: words.to } });
  if (!cell.allowed)
    throw crmError('crm.stage_move_not_allowed', { details: { ...words, hint: hintOf(rules, deal.stage) } });
  if (!rules.stages[input.stage].active)
    throw stageError('crm.stage_not_in_use', { details: { stage: words.to, hint: hintOf(rules, deal.stage) } });
  if (!mayMove(cell.who, actor, deal))
    throw kind === 'reopen'
      ? crmError('crm.reopen_not_allowed')
      : stageError('crm.stage_move_not_yours', { details: { ...words, who: WHO_WORDS[cell.who] } });
  if (kind !== 'lose' && input.stage !== 'lost' && cell.reason_required && !input.reason)
    throw stageError('crm.stage_reason_missing', { details: words });
  if (input.stage === 'lost' && !input.lost_reason && !input.lost_reason_id) throw crmError('crm.lost_reason_missing');
}

/** The stages a deal may be moved to by somebody, in the order of the funnel. */
export function allowedTargets(rules: StageRules, from: Stage): Stage[] {
  return STAGES.filter((to) => to !== from && rules.moves[from][to].allowed && rules.stages[to].active);
}

const WHO_WORDS: Readonly<Record<MovePeople, string>> = {
  anybody: '能编辑商机的同事',
  owner_or_manager: '商机的负责人或主管',
  manager: '主管',
};

function mayMove(who: MovePeople, actor: Actor, deal: MovingDeal): boolean {
  if (who === 'anybody' || actor.permissions.has('crm.assign')) return true;
  return who === 'owner_or_manager' && deal.owner === actor.userId;
}

function hintOf(rules: StageRules, from: Stage): string {
  const targets = allowedTargets(rules, from);
  return targets.length > 0
    ? `现在可以改到：${targets.map((stage) => STAGE_WORDS[stage]).join('、')}。`
    : `“${STAGE_WORDS[from]}”的商机不能再改阶段。`;
}
