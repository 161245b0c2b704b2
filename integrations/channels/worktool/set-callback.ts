import type { ChannelAccount } from '../../../domain/messaging/channel.port.ts';
import { channelError } from '../errors.ts';
import type { VendorAnswer } from '../wire/call-vendor.ts';
import type { Purpose } from './read-callback.ts';
import { readEnvelope, type WorktoolLine } from './worktool-line.ts';

/** The vendor's numbers for what it calls back about. Messages are set with the robot's particulars instead. */
const BOUND: readonly (readonly [type: number, Purpose])[] = [
  [1, 'result'],
  [6, 'offline'],
  // Last: each address is tried when it is bound, and what is posted there looks like the state itself.
  [5, 'online'],
];

/** Every message is asked for, not only those that mention the robot. Binding calls each address once, so they must be served. */
export async function setCallback(
  line: WorktoolLine,
  account: ChannelAccount,
  url: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const base = url.replace(/\/$/, '');
  const messages = { openCallback: 1, replyAll: 1, callBackRequestType: 2, callbackUrl: `${base}/message` };
  const path = '/robot/robotInfo/update';
  requireOk(await line(account, { method: 'POST', path, body: messages, signal }), account);
  for (const [type, purpose] of BOUND) {
    const body = { type, callBackUrl: `${base}/${purpose}` };
    requireOk(await line(account, { method: 'POST', path: '/robot/robotInfo/callBack/bind', body, signal }), account);
  }
}

/** @throws AppError `channels.no_answer`, `channels.refused` */
function requireOk(answer: VendorAnswer, account: ChannelAccount): void {
  const channel = 'WorkTool';
  if (answer.state !== 'answered')
    throw channelError('channels.no_answer', { details: { channel, reason: answer.cause } });
  if (answer.status === 429 || answer.status >= 500)
    throw channelError('channels.no_answer', { details: { channel, reason: `HTTP ${answer.status}` } });
  const envelope = readEnvelope(answer.body, account);
  if (envelope?.ok && answer.status === 200) return;
  const reason = envelope ? `${envelope.code} ${envelope.words ?? ''}`.trim() : `HTTP ${answer.status}`;
  throw channelError('channels.refused', { details: { channel, reason } });
}
