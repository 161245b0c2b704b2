import type { Channel } from '../../../kernel/contracts/messaging.ts';
import type {
  ConsideredRobot,
  RobotDuty,
  Shift,
  ShiftHoursView,
  SpeechKind,
} from '../../../kernel/contracts/messaging-robots.ts';
import { DUTY_TABLE, DUTY_WORDS, shiftAt } from './duty-table.ts';
import { HINDRANCES, hindranceOf, whyNot, type RobotFacts } from './why-not.ts';

/** An account in a conversation, with its post there. One with several posts is there several times. */
export interface Candidate extends RobotFacts {
  readonly account_id: string;
  readonly account_name: string;
  readonly channel: Channel;
  readonly duty: RobotDuty | null;
  readonly position: number;
}

export interface Choice {
  readonly shift: Shift;
  readonly robot: Candidate | null;
  /** One sentence for the colleague who asks why. */
  readonly reason: string;
  readonly considered: readonly ConsideredRobot[];
}

/**
 * Who speaks: by duty and shift the first one that can; when none can, the one that is likely back first. Monitors never,
 * whatever else they are; accounts without a post only after all with one. Pure.
 *
 * @param candidates within a duty in their order, without posts in the order of preference
 */
export function pickRobot(
  candidates: readonly Candidate[],
  wanted: { readonly kind: SpeechKind; readonly at: Date; readonly hours: Pick<ShiftHoursView, 'day_from' | 'day_to'> },
): Choice {
  const { at } = wanted;
  const shift = shiftAt(at, wanted.hours);
  const order = speakers(candidates, DUTY_TABLE[wanted.kind][shift]);
  const considered = order.map((robot) => ({
    account_id: robot.account_id,
    account_name: robot.account_name,
    duty: robot.duty,
    why_not: whyNot(robot, at),
  }));
  const [best] = order.toSorted((a, b) => rank(a, at) - rank(b, at));
  if (!best) return { shift, robot: null, reason: '这里没有可以发言的机器人', considered };
  return { shift, robot: best, reason: reasonOf(best, order, at), considered };
}

function speakers(candidates: readonly Candidate[], duties: readonly RobotDuty[]): Candidate[] {
  const silent = new Set(candidates.filter(({ duty }) => duty === 'monitor').map((one) => one.account_id));
  const place = ({ duty }: Candidate): number => (duty === null ? duties.length : duties.indexOf(duty));
  const seen = new Set<string>();
  return candidates
    .filter((one) => !silent.has(one.account_id))
    .toSorted((a, b) => place(a) - place(b) || a.position - b.position)
    .filter((one) => !seen.has(one.account_id) && seen.add(one.account_id));
}

/** Stable sorting keeps the order of the roster among equals. */
function rank(robot: Candidate, at: Date): number {
  return HINDRANCES.indexOf(hindranceOf(robot, at));
}

function reasonOf(chosen: Candidate, order: readonly Candidate[], at: Date): string {
  const post = chosen.duty === null ? '在群里' : `${DUTY_WORDS[chosen.duty]}机器人`;
  const hindered = whyNot(chosen, at);
  if (hindered !== null) return `没有一个能马上发言，先排给“${chosen.account_name}”（${post}，${hindered}）`;
  const passed = order.slice(0, order.indexOf(chosen));
  if (passed.length === 0) return `“${chosen.account_name}”是${post}`.replace('是在群里', '在群里');
  const why = passed.map((one) => `“${one.account_name}”${whyNot(one, at) ?? ''}`).join('，');
  return `${why}，由“${chosen.account_name}”（${post}）接替`;
}
