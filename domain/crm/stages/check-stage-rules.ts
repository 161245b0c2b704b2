import { STAGES, type Stage } from '../../../kernel/contracts/crm.ts';
import { stageError } from './errors.ts';
import { isOpenStage, OPEN_STAGES } from '../stage-table.ts';
import { STAGE_WORDS } from '../words.ts';
import type { StageRules } from './stage-rules.ts';

/**
 * Refuses a table of stages in which a deal could get stuck: every open stage can always be lost, and leads to won in some
 * number of moves through stages in use; one open stage at least is in use; won and lost always are, at 100 and 0 per cent.
 *
 * @throws AppError `crm.stage_closed_fixed`, `crm.stage_none_open`, `crm.stage_always_lost`, `crm.stage_dead_end`,
 *   `crm.stage_same_move`
 */
export function checkStageRules(rules: StageRules): void {
  if (!rules.stages.won.active || !rules.stages.lost.active) throw stageError('crm.stage_closed_fixed');
  if (rules.stages.won.probability !== 100 || rules.stages.lost.probability !== 0)
    throw stageError('crm.stage_closed_fixed');
  const inUse = OPEN_STAGES.filter((stage) => rules.stages[stage].active);
  if (inUse.length === 0) throw stageError('crm.stage_none_open');
  for (const stage of STAGES) if (rules.moves[stage][stage].allowed) throw stageError('crm.stage_same_move');
  for (const stage of OPEN_STAGES) {
    const words = { stage: STAGE_WORDS[stage] };
    const lose = rules.moves[stage].lost;
    if (!lose.allowed || lose.who !== 'anybody') throw stageError('crm.stage_always_lost', { details: words });
    if (!leadsToWon(rules, stage)) throw stageError('crm.stage_dead_end', { details: words });
  }
}

function leadsToWon(rules: StageRules, from: Stage): boolean {
  const seen = new Set<Stage>([from]);
  const waiting: Stage[] = [from];
  for (let stage = waiting.pop(); stage; stage = waiting.pop()) {
    for (const to of STAGES) {
      if (seen.has(to) || !rules.moves[stage][to].allowed || !rules.stages[to].active) continue;
      if (to === 'won') return true;
      seen.add(to);
      if (isOpenStage(to)) waiting.push(to);
    }
  }
  return false;
}
