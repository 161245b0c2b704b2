import { EventEmitter } from 'node:events';
import type { Logger } from '../logger.ts';
import type { EventBus, EventCatalogue, EventName } from './events.ts';

/** The bus of a service that is one process. Listeners run after the publisher went on. */
export function createInProcessBus(logger: Logger): EventBus {
  const emitter = new EventEmitter();
  emitter.setMaxListeners(0);
  return {
    publish: (name, payload) => {
      queueMicrotask(() => emitter.emit(name, payload));
    },
    subscribe: <N extends EventName>(name: N, listener: (payload: EventCatalogue[N]) => void) => {
      const guarded = (payload: EventCatalogue[N]): void => {
        try {
          listener(payload);
        } catch (error) {
          logger.error({ error, event: name }, 'An event listener failed');
        }
      };
      emitter.on(name, guarded);
      return () => emitter.off(name, guarded);
    },
    close: () => {
      emitter.removeAllListeners();
      return Promise.resolve();
    },
  };
}
