import type { JudgeReplyInput, ReplyJudgement } from '../../../../domain/sop/reply-judge.port.ts';
import { bestTime, comingTimes } from '../../../../integrations/understanding/coming-times.ts';
import { judgeReplyBuiltin } from '../../../../integrations/understanding/reply/judge-reply-builtin.ts';
import { minuteToIso } from '../../../../kernel/time-phrases/local-day.ts';
import { findQuote } from '../../forms/find-quote.ts';
import type { ReplyForm } from '../form.ts';
import type { JudgeReplyStateValue } from '../state.ts';

/**
 * Holds a model's form against the replies. A wish to be left alone that the rules read counts whatever the model says;
 * one that only the model sees counts with words that stand there. A time is read from the contact's own words.
 */
export function settleJudgement({ input, answer }: JudgeReplyStateValue): Partial<JudgeReplyStateValue> {
  if (answer?.reading.kind !== 'filled') return {};
  return { judged: settled(input, answer.reading.form, answer.by) };
}

function settled(input: JudgeReplyInput, form: ReplyForm, by: string): ReplyJudgement {
  const builtin = judgeReplyBuiltin(input);
  if (builtin.do_not_disturb) return { ...builtin, by };
  const wish = form.do_not_disturb ? findQuote(form.do_not_disturb_words, input.replies) : null;
  const means = wish === null ? form.class : 'refuse';
  return {
    class: means,
    confidence: form.confidence,
    come_back_at: means === 'later' ? comeBackAt(input, form.time_words) : null,
    do_not_disturb: wish !== null,
    signs: form.signs.filter((sign) => sign.trim() !== '' && input.replies.some((reply) => reply.includes(sign))),
    by,
  };
}

function comeBackAt({ replies, at }: JudgeReplyInput, words: string | null): string | null {
  const quote = findQuote(words, replies);
  // The whole replies tell what rules a time out («这周不行，下周三吧»); the quote which of the others is meant.
  const times = replies.flatMap((reply) => comingTimes(reply, at));
  const time = bestTime(times.filter(({ text }) => quote?.includes(text) ?? false)) ?? bestTime(times);
  return time ? minuteToIso(time.at) : null;
}
