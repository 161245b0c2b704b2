import { queryOne } from '../../../db/query.ts';
import type { Channel } from '../../../kernel/contracts/messaging.ts';
import type { ConsideredRobot, Shift } from '../../../kernel/contracts/messaging-robots.ts';
import { messagingError } from '../errors.ts';
import type { ChannelScope } from '../messaging-scope.ts';
import { chooseRobot, type Speech } from '../roster/choose-robot.ts';

export interface ChosenAccount {
  readonly id: string;
  readonly channel: Channel;
  /** How it was chosen, for the command's history; null: it was asked for. */
  readonly why: {
    readonly shift: Shift;
    readonly reason: string;
    readonly considered: readonly ConsideredRobot[];
  } | null;
}

/**
 * The account that speaks in a conversation: the one asked for, else the one the roster names. A monitor never does.
 * @throws AppError `messaging.no_account_in_conversation`, `messaging.monitor_silent`
 */
export async function chooseAccount(
  scope: Pick<ChannelScope, 'em' | 'channels'>,
  conversation: { readonly id: string; readonly name: string },
  wanted: string | undefined,
  speech: Omit<Speech, 'conversation_id'>,
): Promise<ChosenAccount> {
  if (wanted !== undefined) return await namedAccount(scope, conversation, wanted);
  const { robot, ...why } = await chooseRobot(scope, { ...speech, conversation_id: conversation.id });
  if (robot) return { id: robot.account_id, channel: robot.channel, why };
  throw messagingError('messaging.no_account_in_conversation', { details: { conversation: conversation.name } });
}

async function namedAccount(
  scope: Pick<ChannelScope, 'em'>,
  conversation: { readonly id: string; readonly name: string },
  wanted: string,
): Promise<ChosenAccount> {
  const found = await queryOne<{ id: string; channel: Channel; name: string; monitors: boolean }>(
    scope.em,
    `select a.id, a.channel, a.name, exists (
       select 1 from robot_post r where r.account_id = a.id and r.duty = 'monitor' and (r.conversation_id = $1
         or r.conversation_id is null and not exists (select 1 from robot_post o where o.conversation_id = $1))) as monitors
     from conversation_account x join channel_account a on a.id = x.account_id where x.conversation_id = $1 and a.id = $2`,
    [conversation.id, wanted],
  );
  if (!found)
    throw messagingError('messaging.no_account_in_conversation', { details: { conversation: conversation.name } });
  if (found.monitors) throw messagingError('messaging.monitor_silent', { details: { name: found.name } });
  return { id: found.id, channel: found.channel, why: null };
}
