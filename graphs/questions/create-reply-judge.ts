import type { ReplyJudge } from '../../domain/sop/reply-judge.port.ts';
import { judgeReplyBuiltin } from '../../integrations/understanding/reply/judge-reply-builtin.ts';
import type { AskForm } from './forms/ask-form.ts';
import { compileJudgeReply } from './judge-reply/graph.ts';
import type { JudgeReplyContext } from './judge-reply/state.ts';

/** The question of the sequences, answered by a graph. No model's fault makes it fail. */
export function createReplyJudge(ask: AskForm): ReplyJudge {
  const graph = compileJudgeReply();
  return {
    judgeReply: async (input, signal) => {
      const { judged } = await graph.invoke({ input }, { context: { ask, signal } satisfies JudgeReplyContext });
      return judged ?? judgeReplyBuiltin(input);
    },
  };
}
