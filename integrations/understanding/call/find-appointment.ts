import { bestTime, comingTimes, type ComingTime } from '../coming-times.ts';
import type { HeardTurn } from './heard-turn.ts';

/** When to come back, and in which turn it was said. */
export interface Appointment {
  readonly time: ComingTime;
  /** Place of the turn. */
  readonly turn: number;
}

const ASKS_WHEN = /什么时候|什么时间|啥时候|几点|方便|有空|有时间|可以吗|行吗|好吗|安排|联系您|约|给您(?:留|定|登记)/u;
const PROPOSES = /可以吗|行吗|好吗|方便吗|是吗|对吧|行不行|好不好|联系|打|约|安排|回电|见|[?？]|吗$|吧$/u;
const AGREES = /^(?:嗯|好|行|可以|对|是|没问题|没事|成|中|ok|要得|那行|那好|那可以)/u;
const REFUSES = /不行|不可以|不方便|没空|没时间|不用|不要|不需要|改/u;

/**
 * The time the two sides agreed on: what the person named last, or what the robot proposed and the person took.
 * @param at when the call was
 */
export function findAppointment(turns: readonly HeardTurn[], at: Date): Appointment | null {
  let best: Appointment | null = null;
  turns.forEach((turn, place) => {
    const time = turn.who === 'person' ? named(turns, place, at) : proposed(turns, place, at);
    if (time && replaces(time, best?.time)) best = { time, turn: place };
  });
  return best;
}

/** A later word about the same day that says less («好，周五联系您» after «周五十点») takes nothing away. */
function replaces(time: ComingTime, before: ComingTime | undefined): boolean {
  if (!before) return true;
  return time.at.slice(0, 10) !== before.at.slice(0, 10) || time.hasTime || !before.hasTime;
}

function named(turns: readonly HeardTurn[], place: number, at: Date): ComingTime | undefined {
  const time = bestTime(comingTimes(turns[place]!.text, at));
  const before = turns[place - 1];
  const wasAsked = before?.who === 'robot' && ASKS_WHEN.test(before.text);
  return time && (time.fit > 0 || wasAsked) ? time : undefined;
}

function proposed(turns: readonly HeardTurn[], place: number, at: Date): ComingTime | undefined {
  const answer = turns[place + 1];
  const { text } = turns[place]!;
  if (answer?.who !== 'person' || !AGREES.test(answer.text) || REFUSES.test(answer.text)) return undefined;
  if (!PROPOSES.test(text) || comingTimes(answer.text, at).length > 0) return undefined;
  return bestTime(comingTimes(text, at).filter(({ fit }) => fit > 0 || ASKS_WHEN.test(text)));
}
