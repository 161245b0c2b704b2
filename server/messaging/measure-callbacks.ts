import { Gauge } from 'prom-client';
import { forkEm } from '../../db/orm.ts';
import { callbackLevel, type CallbackLevel } from '../../domain/messaging/callbacks/callback-level.ts';
import type { ServiceParts } from '../parts.ts';

type Parts = Pick<ServiceParts, 'metrics' | 'orm' | 'clock' | 'spool'>;

/** Gauges of what came in and was not read yet, asked when somebody looks. Without a database the last values stay. */
export function measureCallbacks(parts: Parts): void {
  let asked: Promise<CallbackLevel | undefined> | undefined;
  // The gauges of one look share one question.
  const ask = async (): Promise<CallbackLevel | undefined> => {
    asked ??= callbackLevel({ em: forkEm(parts.orm), clock: parts.clock })
      .catch(() => undefined)
      .finally(() => {
        asked = undefined;
      });
    return await asked;
  };
  const inDatabase = (name: string, help: string, pick: (level: CallbackLevel) => number): Gauge =>
    new Gauge({
      name,
      help,
      registers: [parts.metrics.registry],
      async collect() {
        const level = await ask();
        if (level) this.set(pick(level));
      },
    });
  const inFiles = (name: string, help: string, pick: () => number): Gauge =>
    new Gauge({
      name,
      help,
      registers: [parts.metrics.registry],
      collect() {
        this.set(pick());
      },
    });
  inDatabase('xiaoshu_callbacks_unread', 'Callbacks kept and not read yet', (level) => level.unread);
  inDatabase('xiaoshu_callback_lag_seconds', 'Age of the oldest unread callback', (level) => level.lag_seconds);
  inDatabase('xiaoshu_callbacks_failed', 'Callbacks that failed and wait for a person', (level) => level.failed);
  inFiles('xiaoshu_callback_spool', 'Callbacks in files of this process', () => parts.spool.level().callbacks);
  inFiles('xiaoshu_callback_spool_bytes', 'Bytes of those files', () => parts.spool.level().bytes);
}
