import { createHash } from 'node:crypto';
import { query, queryOne } from '../../../db/query.ts';
import {
  COMMAND_LANES,
  type Channel,
  type CommandLane,
  type CommandSource,
  type PolicyNote,
} from '../../../kernel/contracts/messaging.ts';
import type { SpeechKind } from '../../../kernel/contracts/messaging-robots.ts';
import { newId } from '../../../kernel/ids.ts';
import { inTransaction } from '../../in-transaction.ts';
import { messagingError } from '../errors.ts';
import type { ChannelScope } from '../messaging-scope.ts';
import { Outbound, textOf, type OutboundContent, type Recipient } from '../outbound.ts';
import { authorizeSend, type SendDecision } from '../policy/authorize-send.ts';
import { textPrint } from '../text-print.ts';
import { accountPaused } from '../policy/account-rules.ts';
import { colleagueSpeaks } from '../policy/person-rules.ts';
import { reword } from '../policy/reword.ts';
import { commandNeedsPerson } from '../signals.ts';
import { chooseAccount, type ChosenAccount } from './choose-account.ts';
import { lockCommand, type CommandRow } from './command-row.ts';
import { readSendFacts } from './read-send-facts.ts';
import { settle, tellChange } from './settle-command.ts';
import { standIn } from './stand-in.ts';
import { track } from './track.ts';
import { wakeSender } from './wake-sender.ts';

export interface QueueCommand {
  /** Where it goes; null only for what goes to no one in particular (Moments), which then needs an account. */
  readonly conversation_id: string | null;
  readonly account_id?: string | undefined;
  readonly content: OutboundContent;
  readonly lane: CommandLane;
  readonly source: CommandSource;
  /** The engine's own id of what wants this sent: `instance:step`, `flow:node`. */
  readonly source_ref?: string;
  /** Nobody asked for it just now, so quiet hours and caps count. */
  readonly proactive: boolean;
  /** Goes along with what colleagues do in the conversation: it may be said while they speak. Notices do by themselves. */
  readonly beside_staff?: boolean;
  /** An answer (the default), or a notice to colleagues, which a notifier says also while others speak. */
  readonly speech?: SpeechKind;
  /** The same key is the same command for ever. */
  readonly idempotency_key: string;
  readonly run_at?: Date | undefined;
  readonly expires_at?: Date;
  readonly approval_id?: string;
  readonly requested_by?: string;
}

export interface QueuedCommand {
  readonly id: string;
  /** The key was used before for this very command: nothing was added. */
  readonly repeated: boolean;
  readonly decision: Pick<SendDecision, 'verdict' | 'notes'>;
}

/**
 * The only way out: everything that is to reach a customer is queued here, after the policy was asked. Account, address
 * and names come from the tables, never from the caller. What a rule refuses is stored too, with the reason.
 *
 * @throws AppError `messaging.conversation_not_found`, `messaging.no_account_in_conversation`,
 *   `messaging.key_used_for_other_text`, `messaging.channel_not_set_up`
 */
export async function queueCommand(outer: ChannelScope, input: QueueCommand): Promise<QueuedCommand> {
  return await inTransaction(outer, async (scope) => {
    const target = input.conversation_id ? await readTarget(scope, input.conversation_id) : null;
    const known = await queryOne<{ id: string; hash: string }>(
      scope.em,
      'select id, hash from robot_command_queue where idempotency_key = $1',
      [input.idempotency_key],
    );
    const hash = hashOf(input);
    if (known) return repeated(known, hash);
    const account = await accountFor(scope, target, input);
    const asked = addressed(input.content, target);
    const reworded = await reword(scope, asked, input);
    const row = await insert(scope, input, { account: account.id, command: reworded.command, hash });
    if (!row) return await queueCommand(scope, input);
    await track(scope, row, 'queued', { source: row.source, run_at: row.run_at.toISOString(), robot: account.why });
    if (reworded.changes.length > 0) await track(scope, row, 'reworded', { changes: reworded.changes });
    return { id: row.id, repeated: false, decision: await decide(scope, row) };
  });
}

interface Target {
  readonly id: string;
  readonly name: string;
  readonly recipient: Recipient;
}

async function readTarget(scope: ChannelScope, id: string): Promise<Target> {
  const row = await queryOne<{ kind: 'group' | 'person'; external_id: string; name: string; remark: string | null }>(
    scope.em,
    'select kind, external_id, name, remark from channel_conversation where id = $1',
    [id],
  );
  if (!row) throw messagingError('messaging.conversation_not_found', { details: { id } });
  const name = row.remark ?? row.name;
  return { id, name, recipient: { kind: row.kind, id: row.external_id, name } };
}

async function accountFor(scope: ChannelScope, target: Target | null, input: QueueCommand): Promise<ChosenAccount> {
  const { account_id: wanted, speech = 'reply', run_at: at = scope.clock.now() } = input;
  if (target) return await chooseAccount(scope, target, wanted, { kind: speech, at });
  const row = await queryOne<{ id: string; channel: Channel }>(
    scope.em,
    'select id, channel from channel_account where id = $1',
    [wanted ?? null],
  );
  if (!row) throw messagingError('messaging.account_not_found', { details: { id: wanted ?? '' } });
  return { ...row, why: null };
}

function addressed(content: OutboundContent, target: Target | null): Outbound {
  return Outbound.parse(target ? { ...content, to: target.recipient } : content);
}

/** Of what was asked, not of what it became: a name that changed meanwhile makes no other command. */
function hashOf(input: QueueCommand): string {
  const what = [input.conversation_id, input.conversation_id ? null : input.account_id, input.content];
  return createHash('sha256').update(JSON.stringify(what)).digest('hex');
}

function repeated(known: { id: string; hash: string }, hash: string): QueuedCommand {
  if (known.hash !== hash) throw messagingError('messaging.key_used_for_other_text');
  return { id: known.id, repeated: true, decision: { verdict: 'send', notes: [] } };
}

/** Null when another transaction queued the same key at this moment. */
async function insert(
  scope: ChannelScope,
  input: QueueCommand,
  made: { readonly account: string; readonly command: Outbound; readonly hash: string },
): Promise<CommandRow | null> {
  const now = scope.clock.now();
  const print = textPrint(textOf(made.command));
  const [row] = await query<{ id: string }>(
    scope.em,
    `insert into robot_command_queue (id, account_id, conversation_id, idempotency_key, command, hash, kind, text_print, lane,
       source, source_ref, proactive, approval_id, requested_by, status, run_at, expires_at, notes, created_at, updated_at,
       speech, account_fixed, beside_staff)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'waiting', $15, $16, '[]', $17, $17, $18, $19, $20)
     on conflict (idempotency_key) do nothing returning id`,
    [
      newId(),
      made.account,
      input.conversation_id,
      input.idempotency_key,
      JSON.stringify(made.command),
      made.hash,
      made.command.kind,
      print === null ? null : print.toString(),
      COMMAND_LANES[input.lane],
      input.source,
      input.source_ref ?? null,
      input.proactive,
      input.approval_id ?? null,
      input.requested_by ?? null,
      input.run_at ?? now,
      input.expires_at ?? null,
      now,
      input.speech ?? 'reply',
      input.account_id !== undefined,
      input.beside_staff ?? input.speech === 'notify',
    ],
  );
  return row ? ((await lockCommand(scope, row.id)) ?? null) : null;
}

/**
 * Whether a colleague took the conversation over while a robot made up its answer. By the time the answer is due the silence
 * may be long over, so this is asked now; the row is held, so that a colleague's word comes before this or finds the command.
 */
async function colleagueHasIt(scope: ChannelScope, row: CommandRow): Promise<boolean> {
  if (row.source !== 'routing' || row.speech !== 'reply' || row.beside_staff || row.approved) return false;
  await query(scope.em, 'select 1 from channel_conversation where id = $1 for share', [row.conversation_id]);
  return colleagueSpeaks.check(await readSendFacts(scope, row)) !== null;
}

/** Asks the policy about a fresh command and writes down what it says. What is due later is asked again then. */
async function decide(scope: ChannelScope, row: CommandRow): Promise<QueuedCommand['decision']> {
  if (row.run_at > scope.clock.now()) {
    if (await colleagueHasIt(scope, row)) {
      await settle(scope, row, { status: 'cancelled', reason: 'colleague_spoke' });
      return { verdict: 'refuse', notes: [] };
    }
    await wakeSender(scope, row.account_id, row.run_at);
    return { verdict: 'send', notes: [] };
  }
  const decision = authorizeSend(await readSendFacts(scope, row));
  await followDecision(scope, row, decision);
  return { verdict: decision.verdict, notes: decision.notes };
}

/** Whoever paused an account knows that its commands wait; every other hold is a question to a person. */
function isForPerson({ verdict, rule }: PolicyNote): boolean {
  return verdict === 'hold' && rule !== accountPaused.name;
}

/** Puts a waiting command where the policy wants it; what only its account keeps from leaving, another robot says. */
export async function followDecision(scope: ChannelScope, row: CommandRow, decision: SendDecision): Promise<void> {
  const { verdict, until, notes } = decision;
  if (await standIn(scope, row, notes)) return;
  if (verdict === 'refuse') {
    await settle(scope, row, { status: 'refused', reason: 'policy', details: { notes } });
    return;
  }
  const status = verdict === 'hold' ? 'held' : 'waiting';
  const runAt = verdict === 'put_off' ? until! : row.run_at;
  await query(
    scope.em,
    `update robot_command_queue set status = $2, run_at = $3, notes = $4, needs_person_at = $5, updated_at = $6 where id = $1`,
    [row.id, status, runAt, JSON.stringify(notes), status === 'held' ? scope.clock.now() : null, scope.clock.now()],
  );
  if (verdict !== 'send') await track(scope, row, verdict === 'hold' ? 'held' : 'put_off', { notes });
  if (status === 'waiting') await wakeSender(scope, row.account_id, runAt);
  if (status === 'held' && notes.some(isForPerson))
    await scope.jobs.tell(scope.em, commandNeedsPerson, { command_id: row.id });
  tellChange(scope, row.id, status);
}
