import type { Stage } from '../../../../kernel/contracts/crm.ts';
import type { StageDefinitionView } from '../../../../kernel/contracts/stages.ts';

/** One stage of the list. */
export function stageOf(stages: readonly StageDefinitionView[] | undefined, stage: Stage) {
  return stages?.find((one) => one.stage === stage);
}
