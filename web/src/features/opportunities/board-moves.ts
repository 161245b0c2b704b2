import type { OpportunityView, Stage } from '../../../../kernel/contracts/crm.ts';

/** What the columns need to know of the move that is being made. */
export interface BoardMoves {
  mayMove: boolean;
  /** The deal that is being dragged. */
  dragged: OpportunityView | null;
  drag: (deal: OpportunityView | null) => void;
  /** Why a deal may not go to a stage, in words; undefined when it may. */
  refusal: (deal: OpportunityView, to: Stage) => string | undefined;
  /** Asks what the move needs and makes it. */
  move: (deal: OpportunityView, to: Stage) => void;
}
