import { query, withDates } from '../../../db/query.ts';
import type { Channel, CommandSource, CommandStatus, PolicyNote } from '../../../kernel/contracts/messaging.ts';
import type { SpeechKind } from '../../../kernel/contracts/messaging-robots.ts';
import type { Outbound } from '../outbound.ts';
import type { ReadScope } from '../messaging-scope.ts';

/** A command as the verbs of this folder work with it: the row of `robot_command_queue`, and its account's channel. */
export interface CommandRow {
  readonly id: string;
  readonly seq: string;
  readonly account_id: string;
  readonly channel: Channel;
  readonly conversation_id: string | null;
  readonly command: Outbound;
  readonly hash: string;
  readonly text_print: string | null;
  readonly source: CommandSource;
  readonly source_ref: string | null;
  readonly proactive: boolean;
  readonly beside_staff: boolean;
  readonly speech: SpeechKind;
  /** Somebody named the account: no other one steps in. */
  readonly account_fixed: boolean;
  /** A person saw this very text and agreed: to a card, or by letting it go after a rule held it. */
  readonly approved: boolean;
  readonly status: CommandStatus;
  readonly run_at: Date;
  readonly expires_at: Date | null;
  readonly attempts: number;
  readonly token: number;
  readonly vendor_id: string | null;
  readonly sent_from: Date | null;
  readonly sent_to: Date | null;
  readonly checks: number;
  readonly notes: readonly PolicyNote[];
  readonly needs_person_at: Date | null;
}

const COLUMNS = `c.id, c.seq::text as seq, c.account_id, a.channel, c.conversation_id, c.command, c.hash,
  c.text_print::text as text_print, c.source, c.source_ref, c.proactive, c.beside_staff, c.speech, c.account_fixed, coalesce(c.approval_id, c.released_by) is not null as approved, c.status, c.run_at, c.expires_at,
  c.attempts, c.token, c.vendor_id, c.sent_from, c.sent_to, c.checks, c.notes, c.needs_person_at`;

/** Reads commands (alias `c`, their accounts `a`); `rest` is everything behind the join. */
export async function readCommands(
  scope: Pick<ReadScope, 'em'>,
  rest: string,
  params: readonly unknown[],
): Promise<CommandRow[]> {
  const rows = await query<CommandRow>(
    scope.em,
    `select ${COLUMNS} from robot_command_queue c join channel_account a on a.id = c.account_id ${rest}`,
    params,
  );
  return rows.map((row) => withDates(row, 'run_at', 'expires_at', 'sent_from', 'sent_to', 'needs_person_at'));
}

/** Locks a command. */
export async function lockCommand(scope: Pick<ReadScope, 'em'>, id: string): Promise<CommandRow | undefined> {
  return (await readCommands(scope, 'where c.id = $1 for update of c', [id]))[0];
}
