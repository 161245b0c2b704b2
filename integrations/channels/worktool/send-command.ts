import type { ChannelAccount, SendOutcome } from '../../../domain/messaging/channel.port.ts';
import type { Outbound } from '../../../domain/messaging/outbound.ts';
import type { Clock } from '../../../kernel/clock.ts';
import { outcomeBeforeWords, refusal } from '../wire/outcome-of.ts';
import { WireId } from '../wire/wire-values.ts';
import { toRawMessage } from './to-raw-message.ts';
import { refusalOf } from './vendor-codes.ts';
import { readEnvelope, type WorktoolLine } from './worktool-line.ts';

/** The vendor takes a command down and carries it out later: `accepted` says nothing about that. */
export async function sendCommand(
  line: WorktoolLine,
  clock: Clock,
  account: ChannelAccount,
  command: Outbound,
  signal: AbortSignal | undefined,
): Promise<SendOutcome> {
  const raw = toRawMessage(command);
  if (raw === null) return refusal('not_supported', 'never');
  const body = { socketType: 2, list: [raw] };
  const answer = await line(account, { method: 'POST', path: '/wework/sendRawMessage', body, sends: true, signal });
  const early = outcomeBeforeWords(answer);
  if (early) return early;
  const envelope = answer.state === 'answered' ? readEnvelope(answer.body, account) : null;
  if (envelope === null) return { state: 'unknown', cause: 'an answer that cannot be read' };
  if (!envelope.ok) {
    const { reason, retry } = refusalOf(envelope.code, 'to' in command ? command.to.kind : null);
    return refusal(reason, retry, { vendor_code: String(envelope.code), vendor_words: envelope.words });
  }
  const id = WireId.safeParse(envelope.data);
  if (!id.success || id.data === null) return { state: 'unknown', cause: 'taken, but without an id to ask by' };
  return { state: 'accepted', vendor_id: id.data, at: clock.now() };
}
