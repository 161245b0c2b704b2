import { RunAgentInputSchema } from '@ag-ui/core/schemas';
import type { RunInput } from '../../domain/chat/begin-run.ts';
import { plainText, plainValue } from '../../domain/chat/plain-text.ts';
import { ChatId } from '../../kernel/contracts/chat.ts';
import { serverError } from '../errors.ts';

export interface RunOrder {
  readonly threadId: string;
  readonly runId: string;
  readonly input: RunInput;
}

/**
 * Reads AG-UI's standard `RunAgentInput`: `resume` entries are decisions on our cards; otherwise the last message of
 * the person is the question. Earlier messages are ignored: the thread remembers them itself.
 * @throws AppError `server.bad_frame`
 */
export function readRunInput(raw: unknown): RunOrder {
  const parsed = RunAgentInputSchema.safeParse(raw);
  if (!parsed.success)
    throw serverError('server.bad_frame', {
      details: { problems: parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ') },
    });
  const { threadId, runId, messages, resume } = parsed.data;
  if (!isId(threadId) || !isId(runId))
    throw serverError('server.bad_frame', { details: { problems: 'threadId, runId: 1-64 letters, digits, - _ : .' } });
  if (resume && resume.length > 0) {
    const decisions = Object.fromEntries(
      resume.map((entry) => [entry.interruptId, entry.status === 'resolved' ? entry.payload : { decision: 'refuse' }]),
    );
    return { threadId, runId, input: { decisions: plainValue(decisions) } };
  }
  const last = (messages ?? []).findLast((message) => message.role === 'user');
  return {
    threadId,
    runId,
    input: { message: { id: idOf(last?.id, runId), content: last ? plainText(textOf(last.content)) : '' } },
  };
}

function isId(id: string): boolean {
  return ChatId.safeParse(id).success;
}

function idOf(id: string | undefined, runId: string): string {
  return id && isId(id) ? id : `${runId.slice(0, 58)}:user`;
}

function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content
    .map((part: { type?: string; text?: string }) => (part.type === 'text' ? (part.text ?? '') : ''))
    .join('\n');
}
