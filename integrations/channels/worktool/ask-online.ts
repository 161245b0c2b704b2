import type { ChannelAccount } from '../../../domain/messaging/channel.port.ts';
import { readEnvelope, type WorktoolLine } from './worktool-line.ts';

/** The answer's shape is not documented: only what is plainly a yes or a no counts. */
export async function askOnline(
  line: WorktoolLine,
  account: ChannelAccount,
  signal: AbortSignal | undefined,
): Promise<'online' | 'offline' | 'unknown'> {
  const answer = await line(account, { method: 'GET', path: '/robot/robotInfo/online', signal });
  if (answer.state !== 'answered' || answer.status !== 200) return 'unknown';
  const envelope = readEnvelope(answer.body, account);
  if (envelope && !envelope.ok) return 'unknown';
  for (const told of candidates(answer.body)) if (typeof told === 'boolean') return told ? 'online' : 'offline';
  return 'unknown';
}

/** `true`, `{"data":true}`, `{"data":{"online":true}}`. */
function candidates(body: unknown): unknown[] {
  const data = inside(body, 'data');
  return [body, data, inside(data, 'online')];
}

function inside(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (Reflect.get(value, name) as unknown)
    : undefined;
}
