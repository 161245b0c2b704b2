import type { CommandStatus } from '../../../kernel/contracts/messaging.ts';
import type { SopEffect, StepMaterial } from '../actions/step.ts';
import type { ReplyJudgement } from '../reply-judge.port.ts';
import type { Carried } from './carried.ts';

/** What became of a command, for the sequence that wanted it. */
export interface CommandEnd {
  readonly id: string;
  readonly status: CommandStatus;
  readonly needs_person: boolean;
  /** When the vendor was told to send it. */
  readonly sent_at: Date | null;
  /** Why it was not sent, in a sentence; empty while it may still be. */
  readonly why: string;
}

/** What became of what a step wanted done. */
export interface Done {
  readonly command_id: string | null;
  /** Whether its end is known at once and may be asked for now; in earnest somebody tells it later. */
  readonly settled?: boolean;
  /** Why nothing was sent, where a rule or the conversation forbids it; null: it is on its way. */
  readonly refused: string | null;
  readonly output: Readonly<Record<string, unknown>>;
}

/**
 * What a sequence does things with. In earnest the database and the command queue; in a simulation a list. Deciding is the
 * same code for both.
 */
export interface SopHands {
  material(id: string): StepMaterial | undefined;
  command(id: string): CommandEnd | undefined;
  /**
   * Does what a step wants done, all of it or nothing, keyed by instance and task so that nothing is done twice.
   * @throws what an effect throws; then nothing of the step was done
   */
  do(carried: Carried, seq: number, effects: readonly SopEffect[]): Promise<Done>;
  /** Asks what the replies mean; null: somebody will say so later. */
  judge(carried: Carried): Promise<ReplyJudgement | null>;
  /** The contact wants nothing any more: nobody writes to them, and their other sequences end. */
  leaveAlone(carried: Carried, judgement: ReplyJudgement): Promise<void>;
  /** Tells a colleague that the sequence needs a person. */
  askColleague(carried: Carried, words: string): Promise<void>;
}
