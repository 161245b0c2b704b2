import type { Channel } from '../../kernel/contracts/messaging.ts';
import type { Scope } from '../scope.ts';
import type { ChannelPort } from './channel.port.ts';
import { messagingError } from './errors.ts';

/** The channels this service was composed with. */
export type Channels = ReadonlyMap<Channel, ChannelPort>;

/** What a reading verb of the room works with. */
export type ReadScope = Pick<Scope, 'em' | 'actor'>;

/** What a verb works with that changes rows. */
export type WriteScope = Pick<Scope, 'em' | 'actor' | 'clock' | 'events' | 'jobs'>;

/** What a verb works with that needs to know what a channel can bear. */
export type ChannelScope = WriteScope & { readonly channels: Channels };

/**
 * The port of a channel.
 * @throws AppError `messaging.channel_not_set_up`
 */
export function channelOf(scope: Pick<ChannelScope, 'channels'>, name: Channel): ChannelPort {
  const port = scope.channels.get(name);
  if (!port) throw messagingError('messaging.channel_not_set_up', { details: { channel: name } });
  return port;
}
