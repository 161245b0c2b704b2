import type { CallTurn } from '../../../domain/calls/call-analyst.port.ts';

/** One turn as the rules see it. */
export interface HeardTurn {
  readonly who: CallTurn['who'];
  /** As the conversation has it, for quotes. */
  readonly raw: string;
  /** Simplified, lower case, without blanks at its ends, misheard words put right. */
  readonly text: string;
}
