import type { ReplyJudge } from '../../domain/sop/reply-judge.port.ts';
import { createReplyJudge } from '../../graphs/questions/create-reply-judge.ts';
import { formModels, type JudgeParts } from './form-models.ts';

/** A sequence waits for the class of a reply: short, and the built-in rules answer after it. In milliseconds. */
const TIMEOUTS = { totalMs: 6000, perEndpointMs: 4000 } as const;

/** Who judges replies for the sequences: the configured models, else the built-in understanding. */
export function composeReplyJudge(parts: JudgeParts): ReplyJudge {
  return createReplyJudge(formModels(parts, TIMEOUTS));
}
