import type { NodeCause } from '../../../kernel/contracts/routing.ts';
import type { PlannedNode } from '../definitions/flow-plan.ts';
import type { FlowState } from '../flow-state.ts';
import type { Decision } from '../nodes/node.ts';

/** Where an instance stands: everything a step depends on beside the world. */
export interface Standing {
  readonly instanceId: string;
  readonly nodeId: string;
  readonly state: FlowState;
  readonly cause: NodeCause;
  readonly since: Date;
  readonly seed: number;
  /** Steps that were made. */
  readonly steps: number;
}

/** A step that was thought through and not carried out yet. */
export interface ThoughtStep {
  readonly planned: PlannedNode;
  readonly decision: Decision;
  /** What the node looked up. */
  readonly facts: unknown;
  /** Where it leads; null: it waits, or the flow ends here. */
  readonly next: string | null;
  readonly durationMs: number;
}
