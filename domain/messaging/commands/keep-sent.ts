import { query } from '../../../db/query.ts';
import type { ChannelMessageKind } from '../../../kernel/contracts/messaging.ts';
import { newId } from '../../../kernel/ids.ts';
import type { WriteScope } from '../messaging-scope.ts';
import { textOf, type OutboundKind } from '../outbound.ts';
import type { CommandRow } from './command-row.ts';

/** What of the kinds that leave is a message in its conversation; the rest changes only the account's own notes. */
const MESSAGE_OF: Readonly<Record<OutboundKind, ChannelMessageKind | null>> = {
  text: 'text',
  image: 'image',
  file: 'file',
  link: 'link',
  moment: null,
  labels: null,
  remark: null,
};

/** Puts what was sent into its conversation, once: an echo of the channel may have brought it already. */
export async function keepSent(
  scope: Pick<WriteScope, 'em' | 'clock' | 'events'>,
  row: CommandRow,
  sent: { readonly vendor_id: string | null; readonly at: Date | null },
): Promise<void> {
  const kind = MESSAGE_OF[row.command.kind];
  if (!kind || !row.conversation_id) return;
  const now = scope.clock.now();
  const at = sent.at ?? row.sent_to ?? row.sent_from ?? now;
  const known = await query(
    scope.em,
    `update channel_message set command_id = $3 where account_id = $1 and vendor_id = $2 and direction = 'out' returning id`,
    [row.account_id, sent.vendor_id, row.id],
  );
  if (known.length > 0) return;
  const text = textOf(row.command);
  const id = newId();
  await query(
    scope.em,
    `insert into channel_message (id, conversation_id, account_id, direction, kind, text, raw_text, mentions_account, mentioned_ids,
       vendor_id, command_id, sent_at, received_at)
     values ($1, $2, $3, 'out', $4, $5, $5, false, '{}', $6, $7, $8, $9)`,
    [id, row.conversation_id, row.account_id, kind, text, sent.vendor_id, row.id, at, now],
  );
  await query(
    scope.em,
    'update channel_conversation set last_message_at = greatest(last_message_at, $2), updated_at = $3 where id = $1',
    [row.conversation_id, at, now],
  );
  scope.events.publish('messaging.message', { id, conversationId: row.conversation_id });
}
