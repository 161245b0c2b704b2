import type { OpportunityView, Stage } from '../../../../kernel/contracts/crm.ts';
import type { CurrentUser } from '../../../../kernel/contracts/identity.ts';
import type { StageDefinitionView } from '../../../../kernel/contracts/stages.ts';
import { stageOf } from './stage-of.ts';

/** Why a deal may not be moved, as a key of the words `moveRefusal`. */
export type MoveRefusal = 'notAllowed' | 'notInUse' | 'notYours' | 'managerOnly';

/**
 * Whether somebody may move a deal by the organisation's table of moves; undefined when they may, or while the table is not
 * here yet. The server asks again; here it is only said before, so that nobody drops a card in vain.
 */
export function moveRefusal(
  stages: readonly StageDefinitionView[] | undefined,
  deal: Pick<OpportunityView, 'stage' | 'owner_id'>,
  target: Stage,
  user: CurrentUser | null,
): MoveRefusal | undefined {
  const cell = stageOf(stages, deal.stage)?.moves.find((one) => one.to === target);
  if (cell === undefined || user === null) return undefined;
  if (!cell.allowed) return 'notAllowed';
  if (stageOf(stages, target)?.active === false) return 'notInUse';
  if (cell.who === 'anybody' || user.permissions.includes('crm.assign')) return undefined;
  if (cell.who === 'manager') return 'managerOnly';
  return deal.owner_id === user.id ? undefined : 'notYours';
}
