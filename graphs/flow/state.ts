import { Annotation } from '@langchain/langgraph';
import type { StepEnd } from '../../domain/routing/running/flow-engine.ts';

/** What travels along a compiled flow: by which way the last node was left. What the instance knows stands in its row. */
export const WalkState = Annotation.Root({
  from: Annotation<string>,
  way: Annotation<string | null>,
});
export type WalkStateValue = typeof WalkState.State;

/** What a walk carries beside its state: how the step of a node is taken. */
export interface WalkContext {
  readonly step: (nodeId: string) => Promise<StepEnd>;
}
