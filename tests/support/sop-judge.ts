import type { ReplyJudge, ReplyJudgement } from '../../domain/sop/reply-judge.port.ts';

/** Of the simulated vendor; a process outside of the test uses it too. */
export const GEWE_TOKEN = 'gewe-token-secret-1';
const CLASSES: readonly (readonly [RegExp, ReplyJudgement['class']])[] = [
  [/别再|退订/, 'refuse'],
  [/不需要|算了/, 'refuse'],
  [/下周|以后/, 'later'],
  [/[?？]|多少钱/, 'question'],
  [/好|有兴趣|想了解/, 'interested'],
];

/** Judges by a few words, the same each time. */
export const wordJudge: ReplyJudge = {
  judgeReply: ({ replies, at }) => {
    const text = replies.join('\n');
    const found = CLASSES.find(([sign]) => sign.test(text))?.[1] ?? 'other';
    return Promise.resolve({
      class: found,
      confidence: 0.9,
      come_back_at: found === 'later' ? new Date(at.getTime() + 7 * 86_400_000).toISOString() : null,
      do_not_disturb: /别再|退订/.test(text),
      signs: [],
      by: 'test',
    });
  },
};
