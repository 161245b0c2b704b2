import type { ChannelPort } from '../../domain/messaging/channel.port.ts';
import type { Channels } from '../../domain/messaging/messaging-scope.ts';
import { createGeweChannel } from '../../integrations/channels/gewe/create-gewe-channel.ts';
import { createWorktoolChannel } from '../../integrations/channels/worktool/create-worktool-channel.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Config } from '../../kernel/config/config.ts';

/** The vendors of messages, as the settings name them. Which accounts there are stands in the database. */
export function composeChannels({ config, clock }: { readonly config: Config; readonly clock: Clock }): Channels {
  const ports: ChannelPort[] = [
    createWorktoolChannel({ url: config.worktoolUrl, clock }),
    createGeweChannel({ url: config.geweUrl, token: config.secrets.geweToken, clock }),
  ];
  return new Map(ports.map((port) => [port.name, port]));
}
