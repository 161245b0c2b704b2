import { newId } from '../ids.ts';
import type { Logger } from '../logger.ts';
import { connectRedis } from '../redis/connect-redis.ts';
import type { EventBus, EventCatalogue, EventName } from './events.ts';
import { createInProcessBus } from './in-process-bus.ts';

const CHANNEL = 'xiaoshu:events';

interface Wire {
  readonly from: string;
  readonly name: EventName;
  readonly payload: never;
}

/**
 * The bus of several processes: events reach listeners of this process directly and those of the others over Redis.
 * Without Redis the others hear nothing until it returns; nothing waits and nothing is repeated.
 */
export function createRedisBus(url: string, logger: Logger): EventBus & { ready(): boolean } {
  const self = newId();
  const local = createInProcessBus(logger);
  const sender = connectRedis(url, 'bus-out', logger);
  const receiver = connectRedis(url, 'bus-in', logger);
  let listening = false;
  const listen = async (): Promise<void> => {
    try {
      await receiver.subscribe(CHANNEL);
      listening = true;
    } catch (error) {
      logger.warn({ error }, 'Could not subscribe to events; connecting anew');
      receiver.disconnect(true);
    }
  };
  receiver.on('ready', () => void listen());
  receiver.on('close', () => {
    listening = false;
  });
  receiver.on('message', (_channel, text) => {
    const wire = parseWire(text);
    if (wire && typeof wire.name === 'string' && wire.from !== self) local.publish(wire.name, wire.payload);
  });
  return {
    publish: (name, payload) => {
      local.publish(name, payload);
      if (sender.status === 'ready')
        sender.publish(CHANNEL, JSON.stringify({ from: self, name, payload })).catch(() => undefined);
    },
    subscribe: <N extends EventName>(name: N, listener: (payload: EventCatalogue[N]) => void) =>
      local.subscribe(name, listener),
    ready: () => sender.status === 'ready' && listening,
    close: async () => {
      await local.close();
      sender.disconnect();
      receiver.disconnect();
    },
  };
}

function parseWire(text: string): Wire | undefined {
  try {
    return JSON.parse(text) as Wire;
  } catch {
    return undefined;
  }
}
