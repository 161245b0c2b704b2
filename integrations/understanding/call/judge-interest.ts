import { isOrder } from '../../../knowledge/clean/find-orders.ts';
import type { CallAnalysis } from '../../../domain/calls/call-analyst.port.ts';
import { NO_SIGNS, YES_SIGNS, type SignMeaning } from './interest-signs.ts';
import type { HeardTurn } from './heard-turn.ts';

/** A sign that was found, in which turn, and what it weighs there. */
export interface FoundSign {
  readonly means: SignMeaning;
  readonly weight: number;
  /** Place of the turn. */
  readonly turn: number;
  readonly words: string;
}

export interface InterestReading {
  readonly interest: CallAnalysis['interest'];
  readonly confidence: number;
  readonly signs: readonly FoundSign[];
  /** Place of the turn that shows it best; null where nothing does. */
  readonly turn: number | null;
}

/** From this sum on a call is interested; as far below 0 not. */
const ENOUGH = 1.5;
/** What is said at the end counts this much more than at the begin. */
const LATE_BONUS = 0.6;
/** A wish against a time that was named is «later», unless it is at least this plain. */
const PLAIN_NO = -4;

const OFFERS =
  /可以吗|行吗|好吗|方便(?:加|问|约|给|发)|给您(?:留|安排|发|出|申请|预留|约|装|送)|要不要|需不需要|(?:需要|想要?)[^，。,. ]{0,10}(?:吗|么)|送两次|免费/u;
/** The robot asks whether there is a need; «有», «对», «没有» then say all. */
const ASKS_NEED =
  /(?:有(?!多少)|需要|想|打算|准备|考虑|还在|招|用|做|合适)[^，。,. ]{0,16}(?:吗|么|没有|是吧|呢)$|有没有|是不是|需不需要/u;
const TAKES = /^(?:嗯+|啊|哦)?(?:可以|行(?!了)|好(?:啊|呀|的)?|要(?!是|不)|没问题|成|中|ok)/u;
const HAS = /^(?:嗯+|啊|哦)?(?:有(?!什么|病|完|了)|需要|对(?!不)|要(?!是|不)|想|招|在[做找招用])/u;
const HAS_NOT = /^(?:嗯+|啊|哦|呃)?(?:没(?!问题|事|错)|不(?!错|好意思|是|知道|清楚|一定|好说|过|记得))/u;
const SAYS_GOODBYE = /打扰|再见|祝您|以后[^，。,. ]{0,6}(?:需要|联系)|不好意思|抱歉/u;
const TOLD_OF_OTHERS = /朋友|认识|老人|推荐给/u;

/** Weighs what the person said, in the light of what they were asked. */
export function judgeInterest(turns: readonly HeardTurn[], hasAppointment: boolean): InterestReading {
  const signs = turns.flatMap((turn, place) =>
    turn.who === 'person' ? signsOf(turns, place).map((sign) => ({ ...sign, weight: late(sign, turns.length) })) : [],
  );
  const yes = sumOf(signs, (weight) => weight > 0);
  const no = sumOf(signs, (weight) => weight < 0);
  const last = signs.findLast(({ weight }) => Math.abs(weight) >= ENOUGH);
  const interest = decide(yes, no, last?.weight ?? 0, hasAppointment);
  const side = interest === 'interested' ? 1 : -1;
  const best = signs.reduce<FoundSign | null>(
    (top, sign) => (sign.weight * side > (top ? top.weight * side : 0) ? sign : top),
    null,
  );
  const gap = Math.abs(yes + no);
  const confidence = interest === 'unclear' ? (signs.length === 0 ? 0.6 : 0.45) : Math.min(0.92, 0.5 + gap * 0.07);
  return { interest, confidence, signs, turn: interest === 'unclear' ? null : (best?.turn ?? null) };
}

function decide(yes: number, no: number, last: number, hasAppointment: boolean): CallAnalysis['interest'] {
  const sum = yes + no;
  // Who ends with a plain no, says no, unless they had made up their mind to buy.
  if (last < 0 && no <= -ENOUGH && yes < -no * 1.5) {
    return hasAppointment && no > PLAIN_NO ? 'unclear' : 'not_interested';
  }
  if (sum >= ENOUGH) return 'interested';
  if (sum <= -ENOUGH) return hasAppointment && no > PLAIN_NO ? 'unclear' : 'not_interested';
  return last > 0 && yes >= 2.5 ? 'interested' : 'unclear';
}

function sumOf(signs: readonly FoundSign[], side: (weight: number) => boolean): number {
  return signs.reduce((sum, { weight }) => (side(weight) ? sum + weight : sum), 0);
}

function late({ weight, turn }: FoundSign, length: number): number {
  return weight * (1 + (LATE_BONUS * turn) / Math.max(1, length));
}

function signsOf(turns: readonly HeardTurn[], place: number): FoundSign[] {
  const { text } = turns[place]!;
  const asked = turns[place - 1]?.who === 'robot' ? turns[place - 1]!.text : '';
  const found = [...YES_SIGNS, ...NO_SIGNS].flatMap(({ means, weight, words }) => {
    const [hit] = words.exec(text) ?? [];
    return hit === undefined ? [] : [{ means, weight, turn: place, words: hit }];
  });
  const answer = answerSign(text, asked, place);
  if (answer) found.push(answer);
  // Who dictates a judgement to a model says nothing about what they want.
  return TOLD_OF_OTHERS.test(asked) || isOrder(text) ? found.filter(({ weight }) => weight < 0) : found;
}

/** What a short answer says, which by itself says nothing. */
function answerSign(text: string, asked: string, place: number): FoundSign | null {
  const sign = (means: SignMeaning, weight: number): FoundSign => ({
    means,
    weight,
    turn: place,
    words: text.slice(0, 12),
  });
  if (asked === '' || SAYS_GOODBYE.test(asked)) return null;
  if (OFFERS.test(asked) && TAKES.test(text)) return sign('agrees', 1.8);
  if (!ASKS_NEED.test(asked)) return null;
  if (HAS_NOT.test(text)) return sign('no_need', -1.6);
  return HAS.test(text) ? sign('has_need', 1.5) : null;
}
