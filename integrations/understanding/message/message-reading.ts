import type { ClassifyInput } from '../../../domain/assistant.port.ts';
import { judgeMood, type Mood } from '../mood/judge-mood.ts';
import { normalise } from '../normalise.ts';

/** A message as the rules of intent see it. */
export interface MessageReading extends Mood {
  /** Simplified, lower case, without names that were mentioned. */
  readonly text: string;
  /** The text without greetings, thanks, particles and punctuation: what is left to be wanted. */
  readonly core: string;
  /** The writer's last words before, nobody answered since; empty when somebody did. */
  readonly unanswered: string;
}

/** WeChat and WeCom end a mention with a four-per-em space; people type a plain one. */
const MENTION = /@[^\s@，。,.!?！？:：]{1,30}[\s\u2005]?/gu;
const POLITE =
  /您好|你好|大家好|各位(?:老师|同事|好)?|哈[喽啰罗]|嗨|hello|hi\b|在吗|在不在|在不|有人吗|(?:早上|上午|中午|下午|晚上)好|早安|晚安|早啊?$|谢谢(?:您|你|老师|大家|各位)?|感谢|多谢|辛苦(?:您|你|大家)?了?|麻烦(?:您|你)?了|thank(?:s| you)|老师|大家|亲/gu;
const FILLERS = /[\s\p{P}\p{S}\p{Extended_Pictographic}]|[的了吧呢啊呀哈嘛哦噢嗯呗啦哟咯哒]/gu;

/** Prepares a message: one form, its mood, what remains besides politeness. */
export function readMessage({ text, before }: ClassifyInput): MessageReading {
  const plain = normalise(text).text.replaceAll(MENTION, ' ').trim();
  const last = before.at(-1);
  return {
    ...judgeMood(plain),
    text: plain,
    core: plain.replaceAll(POLITE, '').replaceAll(FILLERS, ''),
    unanswered: last?.who === 'person' ? last.text : '',
  };
}
