import type { CommandStatus } from '../../../kernel/contracts/messaging.ts';

/** Which way a command may go from each status. Ends have no way on, but for what a person may decide. */
export const STATUS_MOVES: Readonly<Record<CommandStatus, readonly CommandStatus[]>> = {
  waiting: ['waiting', 'held', 'sending', 'refused', 'cancelled'],
  held: ['waiting', 'refused', 'cancelled'],
  sending: ['accepted', 'completed', 'waiting', 'failed', 'timeout'],
  accepted: ['completed', 'waiting', 'failed', 'timeout'],
  timeout: ['completed', 'waiting', 'failed', 'timeout'],
  completed: [],
  // Tried again by a person who looked.
  failed: ['waiting'],
  refused: [],
  cancelled: [],
};

/** Nothing more happens by itself. */
export const ENDS = ['completed', 'failed', 'refused', 'cancelled'] as const satisfies readonly CommandStatus[];

/** The vendor may have it. */
export const IN_FLIGHT = ['sending', 'accepted', 'timeout'] as const satisfies readonly CommandStatus[];

/** Whether the move is allowed. */
export function mayMove(from: CommandStatus, to: CommandStatus): boolean {
  return STATUS_MOVES[from].includes(to);
}
