import { channelError } from '../errors.ts';
import type { GeweAnswer } from './gewe-line.ts';

/**
 * The data of a call that went well.
 * @throws AppError `channels.no_answer`, `channels.refused`
 */
export function requireOk(answer: GeweAnswer): unknown {
  if (answer.state === 'ok') return answer.data;
  const channel = 'GeWe';
  if (answer.state === 'unknown')
    throw channelError('channels.no_answer', { details: { channel, reason: answer.cause } });
  const reason = [answer.vendor_code, answer.vendor_words].filter(Boolean).join(' ') || answer.reason;
  const code = answer.retry === 'later' ? 'channels.no_answer' : 'channels.refused';
  throw channelError(code, { details: { channel, reason } });
}
