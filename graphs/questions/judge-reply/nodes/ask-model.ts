import type { LangGraphRunnableConfig } from '@langchain/langgraph';
import { isOrder } from '../../../../knowledge/clean/find-orders.ts';
import type { Repair } from '../../forms/ask-form.ts';
import { readForm } from '../../forms/read-form.ts';
import { framedReplies, REPLY_AGENT, REPLY_PROMPT, ReplyForm } from '../form.ts';
import type { JudgeReplyContext, JudgeReplyStateValue, ReplyAnswer } from '../state.ts';

/** Asks a language model. Replies that give a model orders are not put before one: the built-in rules judge them. */
export async function askModel(
  state: JudgeReplyStateValue,
  config: LangGraphRunnableConfig,
): Promise<Partial<JudgeReplyStateValue>> {
  const { replies } = state.input;
  if (replies.some(isOrder) || replies.every((reply) => reply.trim() === '')) return {};
  return { answer: await answerOf(state, config.context as JudgeReplyContext, null) };
}

/** Has a form that could not be read corrected, once. */
export async function repairAnswer(
  state: JudgeReplyStateValue,
  config: LangGraphRunnableConfig,
): Promise<Partial<JudgeReplyStateValue>> {
  const { answer } = state;
  if (answer?.reading.kind !== 'fault') return {};
  const repair = { answer: answer.text, fault: answer.reading.fault };
  return { answer: await answerOf(state, config.context as JudgeReplyContext, repair) };
}

async function answerOf(
  { input }: JudgeReplyStateValue,
  { ask, signal }: JudgeReplyContext,
  repair: Repair | null,
): Promise<ReplyAnswer | null> {
  const told = await ask({
    agent: REPLY_AGENT,
    system: REPLY_PROMPT,
    content: framedReplies(input),
    form: { name: 'report_reply', description: '提交对这条回复的判断', schema: ReplyForm },
    repair,
    signal,
  });
  return told && { ...told, reading: readForm(told.text, ReplyForm) };
}
