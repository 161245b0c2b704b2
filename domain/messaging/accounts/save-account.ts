import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { LockMode } from '@mikro-orm/core';
import { ChannelAccount } from '../../../db/entities/messaging/channel-account.entity.ts';
import { query, queryOne } from '../../../db/query.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import type { AccountView, CreateAccount, UpdateAccount } from '../../../kernel/contracts/messaging.ts';
import { newId } from '../../../kernel/ids.ts';
import { appendAudit } from '../../append-audit.ts';
import { inTransaction } from '../../in-transaction.ts';
import { messagingError } from '../errors.ts';
import { channelOf, type ChannelScope, type WriteScope } from '../messaging-scope.ts';
import { readAccount } from './account-view.ts';
import { wakeSender } from '../commands/wake-sender.ts';

/**
 * Adds an account of a channel. Its secret comes sealed.
 * @throws AppError `access.not_permitted`, `messaging.account_exists`, `messaging.channel_not_set_up`
 */
export async function createAccount(outer: ChannelScope, input: CreateAccount): Promise<AccountView> {
  requirePermission(outer.actor, 'messaging.configure');
  channelOf(outer, input.channel);
  return await inTransaction(outer, async (scope) => {
    const taken = await queryOne<{ name: string }>(
      scope.em,
      'select name from channel_account where channel = $1 and external_id = $2',
      [input.channel, input.external_id],
    );
    if (taken) throw messagingError('messaging.account_exists', { details: { name: taken.name } });
    const now = scope.clock.now();
    const account = scope.em.create(ChannelAccount, {
      id: newId(),
      channel: input.channel,
      externalId: input.external_id,
      ownId: input.own_id,
      name: input.name,
      sealedSecret: input.secret,
      device: input.device,
      owner: input.owner_id,
      state: 'unknown',
      commandsPerDay: input.commands_per_day,
      pauseMs: input.pause_ms,
      createdAt: now,
      updatedAt: now,
    });
    audit(scope, account.id, 'created', { name: input.name, channel: input.channel });
    await scope.em.flush().catch(refuseTwin(input.name));
    scope.events.publish('messaging.account_changed', { id: account.id });
    return await readAccount(scope, account.id);
  });
}

/**
 * Changes an account's particulars. Its secret comes sealed.
 * @throws AppError `access.not_permitted`, `messaging.account_not_found`, `messaging.stale_version`
 */
export async function updateAccount(
  outer: WriteScope,
  input: UpdateAccount & { readonly id: string },
): Promise<AccountView> {
  requirePermission(outer.actor, 'messaging.configure');
  return await inTransaction(outer, async (scope) => {
    const account = await lockAccount(scope, input.id);
    if (account.version !== input.version)
      throw messagingError('messaging.stale_version', { details: { current_version: account.version } });
    if (input.name !== undefined) account.name = input.name;
    if (input.device !== undefined) account.device = input.device;
    if (input.own_id !== undefined) account.ownId = input.own_id;
    if (input.owner_id !== undefined) account.owner = input.owner_id;
    if (input.commands_per_day !== undefined) account.commandsPerDay = input.commands_per_day;
    if (input.secret !== undefined) account.sealedSecret = input.secret;
    if (input.pause_ms !== undefined) account.pauseMs = input.pause_ms;
    account.updatedAt = scope.clock.now();
    const { id, version: _version, secret, ...changed } = input;
    audit(scope, id, 'updated', {
      ...changed,
      ...(secret === undefined ? {} : { secret: secret === null ? null : '***' }),
    });
    await scope.em.flush();
    scope.events.publish('messaging.account_changed', { id });
    return await readAccount(scope, id);
  });
}

/**
 * Holds everything an account has to send, or lets it go on.
 * @throws AppError `access.not_permitted`, `messaging.account_not_found`
 */
export async function pauseAccount(
  outer: WriteScope,
  input: { readonly id: string; readonly reason: string | null },
): Promise<AccountView> {
  requirePermission(outer.actor, 'messaging.send');
  await readAccount(outer, input.id);
  return await inTransaction(outer, async (scope) => {
    const account = await lockAccount(scope, input.id);
    const now = scope.clock.now();
    account.pausedAt = input.reason === null ? null : (account.pausedAt ?? now);
    account.pauseReason = input.reason;
    account.updatedAt = now;
    audit(scope, input.id, input.reason === null ? 'resumed' : 'paused', { reason: input.reason });
    await scope.em.flush();
    if (input.reason === null) await releaseHeld(scope, input.id);
    scope.events.publish('messaging.account_changed', { id: input.id });
    return await readAccount(scope, input.id);
  });
}

/** What was held only because the account was paused is asked about again. */
async function releaseHeld(scope: WriteScope, accountId: string): Promise<void> {
  await query(
    scope.em,
    `update robot_command_queue c set status = 'waiting', needs_person_at = null, updated_at = $2
     where c.account_id = $1 and c.status = 'held'
       and not exists (select 1 from jsonb_array_elements(c.notes) n where n ->> 'verdict' = 'hold' and n ->> 'rule' <> 'account_paused')`,
    [accountId, scope.clock.now()],
  );
  await wakeSender(scope, accountId, scope.clock.now());
}

async function lockAccount(scope: WriteScope, id: string) {
  const account = await scope.em.findOne(ChannelAccount, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!account) throw messagingError('messaging.account_not_found', { details: { id } });
  return account;
}

function audit(scope: WriteScope, id: string, verb: string, after: Readonly<Record<string, unknown>>): void {
  appendAudit(scope, { action: `channel_account.${verb}`, entity: 'channel_account', entityId: id, after });
}

function refuseTwin(name: string): (thrown: unknown) => never {
  return (thrown) => {
    if (thrown instanceof UniqueConstraintViolationException)
      throw messagingError('messaging.account_exists', { details: { name }, cause: thrown });
    throw thrown;
  };
}
