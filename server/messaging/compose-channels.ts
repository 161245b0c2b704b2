import type { MikroORM } from '@mikro-orm/postgresql';
import type { ChannelPort } from '../../domain/messaging/channel.port.ts';
import type { Channels } from '../../domain/messaging/messaging-scope.ts';
import { createGeweChannel } from '../../integrations/channels/gewe/create-gewe-channel.ts';
import { createWebChatChannel } from '../../integrations/channels/web-chat/create-web-chat-channel.ts';
import { createWorktoolChannel } from '../../integrations/channels/worktool/create-worktool-channel.ts';
import type { EventPublisher } from '../../kernel/bus/events.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Config } from '../../kernel/config/config-shape.ts';
import { createVisitorDoor } from './create-visitor-door.ts';

/** The vendors of messages, as the settings name them. Which accounts there are stands in the database. */
export function composeChannels(parts: {
  readonly config: Config;
  readonly clock: Clock;
  readonly orm: MikroORM;
  readonly bus: EventPublisher;
}): Channels {
  const { config, clock } = parts;
  const ports: ChannelPort[] = [
    createWorktoolChannel({ url: config.worktoolUrl, clock }),
    createGeweChannel({ url: config.geweUrl, token: config.secrets.geweToken, clock }),
    createWebChatChannel({ door: createVisitorDoor(parts) }),
  ];
  return new Map(ports.map((port) => [port.name, port]));
}
