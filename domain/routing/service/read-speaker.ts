import { pickRobot, type Candidate, type Choice } from '../../messaging/roster/pick-robot.ts';
import { readCandidates, type RosterScope } from '../../messaging/roster/read-candidates.ts';
import { readShiftHours } from '../../messaging/roster/read-shift-hours.ts';
import type { Speech } from '../../messaging/roster/choose-robot.ts';
import type { Assumptions } from '../nodes/node.ts';

type Down = Assumptions['robots_down'];
/** A simulation may say which robots cannot speak. */
type Looks = RosterScope & { readonly assume?: Pick<Assumptions, 'robots_down'> };

/** Which robot says something in a conversation at that moment, and why that one; a simulation's assumption counts first. */
export async function readSpeaker(scope: Looks, speech: Speech): Promise<Choice> {
  const hours = await readShiftHours(scope);
  const candidates = await readCandidates(scope, speech.conversation_id, speech.at);
  const wanted = { kind: speech.kind, at: speech.at, hours };
  return pickRobot(assumeDown(candidates, scope.assume?.robots_down, wanted), wanted);
}

/**
 * The robots as a simulation takes them to be: `none` down, then nothing speaks against any; `reply`, the one whose shift it is
 * is offline; `all` are. Without an assumption as they are. Pure.
 */
export function assumeDown(
  candidates: readonly Candidate[],
  down: Down,
  wanted: Parameters<typeof pickRobot>[1],
): readonly Candidate[] {
  if (down === undefined) return candidates;
  const well = candidates.map((one) => ({ ...one, ...WELL }));
  if (down === 'none') return well;
  const first = pickRobot(well, wanted).robot?.account_id;
  return (down === 'all' ? well : candidates).map((one) =>
    down === 'all' || one.account_id === first ? { ...one, ...WELL, state: 'offline' as const } : one,
  );
}

const WELL = { state: 'online', paused: false, rest_until: null, sent_today: 0 } as const;
