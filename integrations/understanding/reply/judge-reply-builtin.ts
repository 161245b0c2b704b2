import type { JudgeReplyInput, ReplyJudgement } from '../../../domain/sop/reply-judge.port.ts';
import { withoutOrders } from '../../../knowledge/clean/find-orders.ts';
import type { ReplyClass } from '../../../kernel/contracts/sop.ts';
import { minuteToIso } from '../../../kernel/time-phrases/local-day.ts';
import { bestTime, comingTimes, type ComingTime } from '../coming-times.ts';
import { refusesContact } from '../contact-wish.ts';
import { BUILT_IN } from '../message/classify-builtin.ts';
import { normalise } from '../normalise.ts';
import { readAsked, type Asked } from './read-asked.ts';
import { LEAVES_CHOICE, NOT_A_REPLY, ONLY_HEARD, ONLY_MEDIA, REPLY_SIGNS, SAYS_YES } from './reply-signs.ts';

/** What a reply was taken for, and the words that say so. */
interface Taken {
  readonly means: ReplyClass;
  readonly confidence: number;
  readonly sign: string;
}

const MOST_REPLIES = 20;
const LONGEST_SIGN = 60;
/** Of several replies the one that says most counts; of equals the last. */
const SAYS_MORE: Readonly<Record<ReplyClass, number>> = { refuse: 4, later: 3, interested: 2, question: 2, other: 0 };
const HAS_TIME = /有空|有时间|可以|行(?!程)|方便|没问题|我在|好/u;
const CANNOT_COME = /[来去]不了|参加不了|没空|赶不上/u;
const CANNOT = /没(?:时间|空)|不行|不方便|不在|改/u;
/** Particles and the like around a word that repeats what was offered («留一个吧», «报»). */
const AROUND_ECHO =
  /[的吧呀啊哦哈呢了啦嘛一个份下本套台位张次场间箱盒瓶两三四五六\d帮我给，,。.!！~～\s]|(?:先|就)(?=.)/gu;
const ECHO_LONGEST = 3;

/**
 * What a reply means for what was asked, without a language model: rules over words, the question and time phrases. Under a
 * millisecond; never throws.
 */
export function judgeReplyBuiltin({ replies, asked: question, at }: JudgeReplyInput): ReplyJudgement {
  const asked = readAsked(normalise(question).text.trim());
  const texts = replies.slice(-MOST_REPLIES).map((reply) => normalise(reply).text.trim());
  const wish = texts.map((text) => refusesContact(text, 'message')).find((words) => words !== null);
  if (wish !== undefined && wish !== null)
    return judgement({ means: 'refuse', confidence: 0.95, sign: wish }, null, true);
  // Who dictates a judgement to a model says nothing about what they want.
  const all = texts.map((text) => ({ text, taken: take(withoutOrders(text), asked, at) }));
  const best = all.reduce<(typeof all)[number] | null>(
    (top, one) => (top && SAYS_MORE[top.taken.means] > SAYS_MORE[one.taken.means] ? top : one),
    null,
  );
  if (!best) return judgement({ means: 'other', confidence: 0.9, sign: '' }, null, false);
  const time = best.taken.means === 'later' ? bestTime(texts.flatMap((text) => comingTimes(text, at))) : undefined;
  return judgement(best.taken, time ?? null, false);
}

function judgement({ means, confidence, sign }: Taken, time: ComingTime | null, refused: boolean): ReplyJudgement {
  const signs = [sign, time?.text ?? '']
    .map((words) => words.trim().slice(0, LONGEST_SIGN))
    .filter((words) => words !== '');
  return {
    class: means,
    confidence,
    come_back_at: time && minuteToIso(time.at),
    do_not_disturb: refused,
    signs: [...new Set(signs)],
    by: BUILT_IN,
  };
}

function take(text: string, asked: Asked, at: Date): Taken {
  if (text === '' || ONLY_MEDIA.test(text) || NOT_A_REPLY.test(text)) return other(text, 0.8);
  const choice = asked.choices.get(text.replaceAll(/[^\d]/gu, ''));
  if (choice !== undefined && text.length <= ECHO_LONGEST)
    return { means: choice ? 'interested' : 'refuse', confidence: 0.95, sign: text };
  const short = shortAnswer(text, asked);
  if (short) return short;
  const signed = bySigns(text);
  const timed = byTime(text, asked, at, signed);
  return timed ?? signed ?? yesAtFirst(text, asked) ?? other(text, 0.5);
}

/** A yes, or a word of the question said back. */
function shortAnswer(text: string, asked: Asked): Taken | null {
  if (SAYS_YES.test(text)) {
    if (asked.leaves) return { means: 'refuse', confidence: 0.8, sign: text };
    if (!asked.offers) return other(text, 0.7);
    return ONLY_HEARD.test(text) && !/[?？吗]/u.test(asked.text)
      ? other(text, 0.6)
      : { means: 'interested', confidence: 0.8, sign: text };
  }
  if (asked.leaves && text.length <= ECHO_LONGEST && asked.text.includes(text[0] ?? ' ') && !/[不没别?？]/u.test(text))
    return { means: 'refuse', confidence: 0.75, sign: text };
  if (asked.offers && LEAVES_CHOICE.test(text)) return { means: 'interested', confidence: 0.75, sign: text };
  const echo = (text.split(/[，,。！!\s]/u)[0] ?? '').replaceAll(AROUND_ECHO, '');
  const isEcho = asked.offers && echo !== '' && echo.length <= ECHO_LONGEST && asked.text.includes(echo);
  return isEcho && !/[不没?？别吗]/u.test(text) ? { means: 'interested', confidence: 0.75, sign: text } : null;
}

function bySigns(text: string): Taken | null {
  for (const { means, confidence, words } of REPLY_SIGNS) {
    const [hit] = words.exec(text) ?? [];
    if (hit !== undefined) return { means, confidence, sign: hit };
  }
  return null;
}

/** «行，让他看看吧»: a yes, and then some words that say nothing else. */
function yesAtFirst(text: string, asked: Asked): Taken | null {
  const [first = '', ...rest] = text.split(/[，,。！!\s]+/u);
  if (rest.length === 0 || !SAYS_YES.test(first) || (!asked.offers && !asked.leaves)) return null;
  return { means: asked.leaves ? 'refuse' : 'interested', confidence: 0.65, sign: first };
}

/** A time that lies ahead: «周四上午我有空» takes an offer, «下周三吧» puts it off. */
function byTime(text: string, asked: Asked, at: Date, signed: Taken | null): Taken | null {
  const time = bestTime(comingTimes(text, at));
  if (!time) return null;
  // Who cannot come and names another time puts it off.
  const movesOn = signed?.means === 'refuse' && CANNOT_COME.test(text) && time.fit > 0;
  if (signed && signed.means !== 'later' && !movesOn) return null;
  const takes = asked.asksWhen && HAS_TIME.test(text) && !CANNOT.test(text) && signed?.means !== 'later';
  return { means: takes ? 'interested' : 'later', confidence: 0.8, sign: time.text };
}

function other(text: string, confidence: number): Taken {
  return { means: 'other', confidence, sign: text.slice(0, 12) };
}
