import { judgeReplyBuiltin } from '../../../../integrations/understanding/reply/judge-reply-builtin.ts';
import type { JudgeReplyStateValue } from '../state.ts';

/** The rules inside the process. */
export function judgeBuiltin({ input }: JudgeReplyStateValue): Partial<JudgeReplyStateValue> {
  return { judged: judgeReplyBuiltin(input) };
}
