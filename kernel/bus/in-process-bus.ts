import { EventEmitter } from 'node:events';
import type { Logger } from '../logger.ts';
import type { EventBus, EventCatalogue, EventName } from './events.ts';

/** The bus of a service that is one process. Listeners run after the publisher went on. */
export function createInProcessBus(logger: Logger): EventBus {
  const emitter = new EventEmitter();
  emitter.setMaxListeners(0);
  return {
    publish: (name, payload) => {
      queueMicrotask(() => emitter.emit(channelOf(name), payload));
    },
    subscribe: <N extends EventName>(name: N, listener: (payload: EventCatalogue[N]) => void) => {
      const guarded = (payload: EventCatalogue[N]): void => {
        // A listener may be asynchronous: its rejection must not end the process either.
        new Promise<void>((resolve) => {
          resolve(listener(payload));
        }).catch((error: unknown) => logger.error({ error, event: name }, 'An event listener failed'));
      };
      emitter.on(channelOf(name), guarded);
      return () => emitter.off(channelOf(name), guarded);
    },
    close: () => {
      emitter.removeAllListeners();
      return Promise.resolve();
    },
  };
}

/** Node's emitters throw at an `error` nobody hears; names from other processes must not reach that one. */
function channelOf(name: EventName): string {
  return `event:${name}`;
}
