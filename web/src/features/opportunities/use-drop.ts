import { useState, type DragEvent } from 'react';
import type { Stage } from '../../../../kernel/contracts/crm.ts';
import type { BoardMoves } from './board-moves.ts';

/** A place of the board where a dragged deal can be dropped: whether it hovers there, why it may not, and the handlers. */
export function useDrop(stage: Stage, moves: BoardMoves) {
  const [over, setOver] = useState(false);
  const { dragged } = moves;
  const elsewhere = dragged !== null && dragged.stage !== stage;
  const refusal = elsewhere ? moves.refusal(dragged, stage) : undefined;
  const open = elsewhere && refusal === undefined;
  return {
    refusal,
    open,
    over: over && open,
    handlers: {
      onDragOver: (event: DragEvent) => {
        if (!open) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'move';
        setOver(true);
      },
      onDragLeave: (event: DragEvent) => {
        if (!(event.relatedTarget instanceof Node) || !event.currentTarget.contains(event.relatedTarget))
          setOver(false);
      },
      onDrop: (event: DragEvent) => {
        event.preventDefault();
        setOver(false);
        if (open) moves.move(dragged, stage);
        moves.drag(null);
      },
    },
  };
}
