import type { SopStep } from '../../../kernel/contracts/sop.ts';
import type { ReplyJudgement } from '../reply-judge.port.ts';
import { change, setVariables, writeTask, type Carried } from './carried.ts';
import { cancel, leave, type CarryEnv, type Holds } from './leave-step.ts';

/**
 * Goes on from a wait for a reply: by the answer that was noted, by none when the time is up, or after the replies were
 * judged.
 * @returns whether it stays where it is
 */
export async function takeAnswer(carried: Carried, env: CarryEnv, step: SopStep, holds: Holds): Promise<boolean> {
  const { row } = carried;
  const { answer } = row.context_data;
  if (answer) return await followAnswer(carried, env, step, answer.judgement, holds);
  if (row.waits_for === 'judgement') {
    const judgement = await env.hands.judge(carried);
    return judgement === null ? true : await followAnswer(carried, env, step, judgement, holds);
  }
  leave(carried, env, step, { way: 'no_reply', reason: '到时间没有等到回复' }, holds);
  return false;
}

async function followAnswer(
  carried: Carried,
  env: CarryEnv,
  step: SopStep,
  judgement: ReplyJudgement | null,
  holds: Holds,
): Promise<boolean> {
  if (judgement === null) {
    leave(carried, env, step, { way: 'reply', reason: '对方回复了' }, holds);
    return false;
  }
  noteJudgement(carried, judgement);
  const output = { output_data: { judgement } };
  if (judgement.do_not_disturb) {
    const reason = '对方不希望再被联系';
    writeTask(carried, step, env.now, { status: 'completed', way: 'refuse', reason, ...output });
    await env.hands.leaveAlone(carried, judgement);
    cancel(carried, env, { outcome: 'do_not_disturb', reason });
    return true;
  }
  const refusalIsDrawn = step.next_steps.some(({ way }) => way === 'refuse');
  if (judgement.class === 'refuse' && carried.plan.content.settings.stop_on_refusal && !refusalIsDrawn) {
    const reason = '对方拒绝了';
    writeTask(carried, step, env.now, { status: 'completed', way: 'refuse', reason, ...output });
    cancel(carried, env, { outcome: 'refused', reason });
    return true;
  }
  const reason = `对方回复了，意思是：${CLASS_WORDS[judgement.class]}`;
  leave(carried, env, step, { way: judgement.class, instead: 'reply', reason, ...output }, holds);
  return false;
}

const CLASS_WORDS = {
  interested: '有兴趣',
  later: '以后再说',
  refuse: '拒绝',
  question: '提问',
  other: '其他',
} as const;

/** What conditions, texts and dates of later steps may ask of the reply. */
function noteJudgement(carried: Carried, { class: reply_class, come_back_at }: ReplyJudgement): void {
  setVariables(carried, { last_reply_class: reply_class, ...(come_back_at === null ? {} : { come_back_at }) });
  change(carried, { context_data: { ...carried.row.context_data, reply_class } });
}
