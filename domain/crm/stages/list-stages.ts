import { STAGES, type Stage } from '../../../kernel/contracts/crm.ts';
import type { StageDefinitionView } from '../../../kernel/contracts/stages.ts';
import type { ReadScope } from '../crm-scope.ts';
import { FACT_TABLE } from '../facts/fact-table.ts';
import { isOpenStage, moveKind } from '../stage-table.ts';
import { STAGE_WORDS } from '../words.ts';
import { loadStageRules, type StageRules } from './stage-rules.ts';

/** The organisation's stages in the order of the funnel, each with its row of the table of moves. */
export async function listStages(scope: Pick<ReadScope, 'em'>): Promise<{ items: StageDefinitionView[] }> {
  const rules = await loadStageRules(scope);
  return { items: STAGES.map((stage) => stageView(rules, stage)) };
}

/** One stage as pages see it. */
export function stageView(rules: StageRules, stage: Stage): StageDefinitionView {
  const { required_facts, ...rule } = rules.stages[stage];
  return {
    ...rule,
    label: STAGE_WORDS[stage],
    position: STAGES.indexOf(stage) + 1,
    open: isOpenStage(stage),
    required_facts: required_facts.map((key) => ({ key, label: FACT_TABLE[key].label })),
    moves: STAGES.map((to) => {
      const { allowed, who, reason_required } = rules.moves[stage][to];
      return { to, label: STAGE_WORDS[to], kind: moveKind(stage, to), allowed, who, reason_required };
    }),
  };
}
