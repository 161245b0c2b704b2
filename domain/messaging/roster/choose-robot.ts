import type { SpeakerView, SpeechKind } from '../../../kernel/contracts/messaging-robots.ts';
import { pickRobot, type Choice } from './pick-robot.ts';
import { readCandidates, type RosterScope } from './read-candidates.ts';
import { readShiftHours } from './read-shift-hours.ts';

export interface Speech {
  readonly conversation_id: string;
  readonly kind: SpeechKind;
  /** When it is to be said. */
  readonly at: Date;
}

/** Which robot says something in a conversation at that moment, and why that one. */
export async function chooseRobot(scope: RosterScope, speech: Speech): Promise<Choice> {
  const hours = await readShiftHours(scope);
  const candidates = await readCandidates(scope, speech.conversation_id, speech.at);
  return pickRobot(candidates, { ...speech, hours });
}

/** The same for people to read. */
export async function explainSpeaker(scope: RosterScope, speech: Speech): Promise<SpeakerView> {
  const { shift, robot, reason, considered } = await chooseRobot(scope, speech);
  return {
    kind: speech.kind,
    shift,
    account_id: robot?.account_id ?? null,
    account_name: robot?.account_name ?? null,
    reason,
    considered: [...considered],
  };
}
