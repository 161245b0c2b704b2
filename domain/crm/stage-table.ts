import { STAGES, type Stage } from '../../kernel/contracts/crm.ts';
import type { MoveKind } from '../../kernel/contracts/stages.ts';

/** Chance of winning in per cent that a stage stands for until the organisation says otherwise (`stage_definition`). */
export const STAGE_PROBABILITY: Readonly<Record<Stage, number>> = {
  prospecting: 10,
  qualification: 30,
  proposal: 50,
  negotiation: 70,
  won: 100,
  lost: 0,
};

/** The stages of a deal that is still on its way, in the order of the funnel. */
export const OPEN_STAGES: readonly Stage[] = STAGES.filter(isOpenStage);

/**
 * What a move between two stages is, by where they stand: `same` there already · `forward` and `back` along the funnel ·
 * `win` and `lose` end the deal · `reopen` takes up a closed deal again · `turn` changes how it ended. Whether it is allowed,
 * to whom and with a reason stands in the table `stage_move_rule`.
 */
export function moveKind(from: Stage, to: Stage): MoveKind {
  if (from === to) return 'same';
  if (!isOpenStage(from)) return isOpenStage(to) ? 'reopen' : 'turn';
  if (to === 'won') return 'win';
  if (to === 'lost') return 'lose';
  return STAGES.indexOf(to) > STAGES.indexOf(from) ? 'forward' : 'back';
}

/** Whether the deal is still on its way. */
export function isOpenStage(stage: Stage): boolean {
  return stage !== 'won' && stage !== 'lost';
}

/** SQL condition for a deal that is still on its way. */
export function openStageSql(alias: string): string {
  return `${alias}.stage not in ('won', 'lost')`;
}
